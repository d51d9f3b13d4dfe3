/** A face of one's own, drawn: no font has to have it, and it is a picture to whoever gets it. */
export interface Sticker {
  name: string;
  words: { 'zh-CN': string; en: string };
  body: string;
  face: string;
}

const EYES = '<circle cx="92" cy="96" r="8" fill="#1c2b26"/><circle cx="148" cy="96" r="8" fill="#1c2b26"/>';
const SHUT = '<path d="M82 98q10-12 20 0M138 98q10-12 20 0" class="l"/>';
const SMILE = '<path d="M94 122q26 26 52 0" class="l"/>';
const GRIN = '<path d="M90 116h60q-4 32-30 32t-30-32z" fill="#1c2b26"/><path d="M102 141q18-10 36 0-7 7-18 7t-18-7z" fill="#f2705f"/>';
const CHEEKS = '<circle cx="72" cy="116" r="9" fill="#f2705f" opacity=".45"/><circle cx="168" cy="116" r="9" fill="#f2705f" opacity=".45"/>';
const HEART = 'c-12-12-26-4-20 9 4 8 12 13 20 19 8-6 16-11 20-19 6-13-8-21-20-9z';

export const stickers: readonly Sticker[] = [
  { name: 'hello', words: { 'zh-CN': '你好', en: 'Hello' }, body: '#7bd3b4', face: EYES + SMILE + CHEEKS + '<path d="M196 92q18-22 24-4M204 104q20-12 22 4" class="l"/>' },
  { name: 'thanks', words: { 'zh-CN': '谢谢', en: 'Thanks' }, body: '#f7c873', face: SHUT + SMILE + CHEEKS + `<path d="M120 168${HEART}" fill="#e5533d"/>` },
  { name: 'ok', words: { 'zh-CN': '好的', en: 'OK' }, body: '#9cc9f5', face: '<circle cx="92" cy="96" r="8" fill="#1c2b26"/><path d="M138 98q10-12 20 0" class="l"/>' + SMILE },
  { name: 'haha', words: { 'zh-CN': '哈哈', en: 'Ha ha' }, body: '#f9a88c', face: SHUT + GRIN + CHEEKS },
  { name: 'love', words: { 'zh-CN': '喜欢', en: 'Love it' }, body: '#f3a6c0', face: `<path d="M92 90${HEART}" fill="#d8314a"/><path d="M148 90${HEART}" fill="#d8314a"/><path d="M96 132q24 22 48 0" class="l"/>` },
  { name: 'wow', words: { 'zh-CN': '哇', en: 'Wow' }, body: '#c3b1f0', face: EYES + '<ellipse cx="120" cy="132" rx="13" ry="17" fill="#1c2b26"/><path d="M80 76q12-9 22-2M138 74q12-7 22 2" class="l"/>' },
  { name: 'sorry', words: { 'zh-CN': '抱歉', en: 'Sorry' }, body: '#a9d6e8', face: EYES + '<path d="M98 136q22-20 44 0" class="l"/><path d="M160 108q12 18 0 24-12-6 0-24z" fill="#3f8fd0"/>' },
  { name: 'wait', words: { 'zh-CN': '稍等', en: 'A moment' }, body: '#d6dcc0', face: '<path d="M84 98h18M140 98h18M102 130h36" class="l"/><circle cx="190" cy="64" r="22" fill="#fff" stroke="#1c2b26" stroke-width="5"/><path d="M190 52v13l9 6" class="l"/>' },
  { name: 'onMyWay', words: { 'zh-CN': '在路上', en: 'On my way' }, body: '#f5d76e', face: EYES + SMILE + '<path d="M18 90h26M8 114h30M20 138h22" class="l"/>' },
  { name: 'done', words: { 'zh-CN': '搞定', en: 'Done' }, body: '#8fd694', face: SHUT + SMILE + '<path d="M172 58l14 14 28-32" class="l" style="stroke:#0b7158"/>' },
  { name: 'think', words: { 'zh-CN': '想想', en: 'Hmm' }, body: '#e0c3a0', face: '<circle cx="96" cy="92" r="8" fill="#1c2b26"/><circle cx="152" cy="92" r="8" fill="#1c2b26"/><path d="M104 134q20-8 34-2M136 72q14-8 24 0" class="l"/>' },
  { name: 'night', words: { 'zh-CN': '晚安', en: 'Good night' }, body: '#8d9fd8', face: SHUT + '<path d="M106 128q14 12 28 0" class="l"/><path d="M186 34h22l-22 26h22M212 14h14l-14 17h14" class="l"/>' },
];

/** The picture as SVG text, with its words in that language. */
export function draw({ body, face, words }: Sticker, language: string): string {
  const text = words[language === 'en' ? 'en' : 'zh-CN'];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240"><style>.l{fill:none;stroke:#1c2b26;stroke-width:7;stroke-linecap:round;stroke-linejoin:round}</style><path d="M120 28c52 0 82 32 82 80s-30 80-82 80-82-32-82-80 30-80 82-80z" fill="${body}"/>${face}<text x="120" y="228" text-anchor="middle" font-family="system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif" font-weight="700" font-size="34" fill="#1c2b26" stroke="#fff" stroke-width="7" paint-order="stroke" stroke-linejoin="round">${text}</text></svg>`;
}

export const address = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** As a PNG, which every client shows. */
export async function picture(sticker: Sticker, language: string): Promise<Blob> {
  const image = new Image();
  image.src = address(draw(sticker, language));
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 240;
  (canvas.getContext('2d') as CanvasRenderingContext2D).drawImage(image, 0, 0);
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('No picture.'))), 'image/png'));
}

const NAMED = /^sticker-\w+\.png$/;

/** Whether a picture is one of these, by its name. */
export const isSticker = (name: string | undefined): boolean => name !== undefined && NAMED.test(name);
