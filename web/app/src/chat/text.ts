/** A link in a text, as `split` takes it. */
// Ends before what is written after it: CJK punctuation, and a full stop or bracket that closes the sentence.
export const LINK = /(https?:\/\/[\w\-.~:/?#[\]@!$&()*+,;=%]*[\w\-~/#@$&*+=%])/g;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const EMOJI = /^(\p{Extended_Pictographic}|\p{Emoji_Component})+$/u;

/** One to three emoji and nothing else, a whole family being one. Digits are part of emoji, too, but alone they are numbers. */
export function isEmojiAlone(text: string): boolean {
  return text.length <= 60 && EMOJI.test(text) && !/^[\d#*]+$/.test(text) && [...graphemes.segment(text)].length <= 3;
}
