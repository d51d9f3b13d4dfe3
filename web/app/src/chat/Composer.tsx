import type { Message } from '@parley/client';
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../lib/live';
import { part } from '../lib/part';
import { seconds } from '../lib/format';
import { ContactCard } from './ContactCard';
import { IconButton, cx } from '../ui';
import { Icon } from '../ui/icons';
import { keepDraft, keptDraft } from './drafts';
import { allOutgoing, type Outgoing } from './images';
import { Menu } from './Menu';
import { picture, type Sticker } from './stickers';
import { preview } from './preview';
import { useRecorder } from './recorder';

const EmojiPanel = part(() => import('./EmojiPanel'));
const SendFiles = part(() => import('./SendFiles'));
const SendPlace = part(() => import('./SendPlace'));
const LONGEST = 1000;

interface Props {
  id: string;
  replyTo: Message | null;
  onReplied: () => void;
  /** Dropped on the chat or pasted: shown before they are sent. */
  files: readonly File[];
  onFiles: (files: readonly File[]) => void;
}

export function Composer({ id, replyTo, onReplied, files, onFiles }: Props): ReactNode {
  const { t, i18n } = useTranslation();
  const messenger = useLive();
  const [text, setText] = useState(() => keptDraft(id));
  const [emoji, setEmoji] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [carding, setCarding] = useState(false);
  const [placing, setPlacing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const reply = replyTo ? { replyToId: replyTo.id } : {};
  const quote = replyTo ? { replyTo: { id: replyTo.id, messageType: replyTo.messageType, content: replyTo.content, sender: { displayName: replyTo.sender?.displayName ?? '' } } } : {};
  const recorder = useRecorder((blob, duration) => {
    void messenger.send({ conversationId: id, messageType: 'voice', content: { duration }, ...reply }, { ...quote, file: { blob, name: blob.type.includes('mp4') ? 'voice.m4a' : blob.type.includes('ogg') ? 'voice.ogg' : 'voice.webm' } });
    onReplied();
  });

  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches || replyTo) field.current?.focus();
  }, [replyTo]);
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, 160)}px`;
  }, [text]);

  const length = [...text].length;

  function change(now: string): void {
    setText(now);
    keepDraft(id, now);
    if (now) messenger.typed(id);
  }

  function send(): void {
    const trimmed = text.trim();
    if (trimmed === '' || length > LONGEST) return;
    // The draft goes when the message is kept, not before: a reload in between loses neither.
    void messenger.send({ conversationId: id, messageType: 'text', content: { text: trimmed }, ...reply }, quote).then(() => keptDraft(id) === text && keepDraft(id, ''));
    setText('');
    onReplied();
  }

  async function sendFiles(chosen: readonly Outgoing[]): Promise<void> {
    const tooBig = chosen.find((file) => file.tooBig);
    setSaid(tooBig ? t('tooBig', { name: tooBig.name }) : null);
    for (const { blob, name, isImage } of chosen.filter((file) => !file.tooBig))
      await messenger.send({ conversationId: id, messageType: isImage ? 'image' : 'file', content: { name, size: blob.size }, ...reply }, { file: { blob, name }, ...quote });
    onReplied();
  }

  async function sendSticker(sticker: Sticker): Promise<void> {
    setEmoji(false);
    const name = `sticker-${sticker.name}.png`;
    const blob = await picture(sticker, i18n.language);
    await messenger.send({ conversationId: id, messageType: 'image', content: { name, size: blob.size }, ...reply }, { file: { blob, name }, ...quote });
    onReplied();
  }

  return (
    <div className="relative shrink-0 border-t border-line bg-surface px-2 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] md:px-4">
      <div className="mx-auto max-w-3xl">
        {replyTo && (
          <div className="mb-2 flex items-center gap-2 border-l-2 border-accent pl-3 text-sm">
            <span className="min-w-0 flex-1">
              <span className="block text-xs font-semibold text-accent">{t('replyingTo', { name: replyTo.senderId === messenger.userId ? t('you') : (replyTo.sender?.displayName ?? '') })}</span>
              <span className="block truncate text-muted">{preview(replyTo)}</span>
            </span>
            <IconButton icon="close" size={16} label={t('cancel')} onClick={onReplied} />
          </div>
        )}
        {(said ?? recorder.fault) && (
          <p role="alert" className="mb-1 text-sm text-danger">
            {said ?? t(recorder.fault as string)}
          </p>
        )}
        {emoji && (
          <Suspense fallback={null}>
            <EmojiPanel
              onPick={(one, byHand) => {
                const element = field.current as HTMLTextAreaElement;
                const { selectionStart: from, selectionEnd: to } = element;
                change(text.slice(0, from) + one + text.slice(to));
                // A finger would bring up the keyboard over the panel.
                if (byHand && matchMedia('(pointer: fine)').matches) element.focus();
                requestAnimationFrame(() => element.setSelectionRange(from + one.length, from + one.length));
              }}
              onSticker={(sticker) => void sendSticker(sticker)}
              onClose={() => setEmoji(false)}
            />
          </Suspense>
        )}
        {recorder.since !== null ? (
          <div className="flex h-10 items-center gap-3">
            <span className="size-2.5 animate-pulse rounded-full bg-danger" />
            <span className="flex-1 text-sm tabular-nums" role="timer">
              {t('recording')} {seconds(recorder.length)}
            </span>
            <IconButton icon="trash" label={t('discard')} onClick={recorder.discard} />
            <IconButton icon="send" label={t('send')} className="bg-accent text-on-accent hover:bg-accent hover:text-on-accent" onClick={recorder.finish} />
          </div>
        ) : (
          <div className="flex items-end gap-1">
            <div className="relative">
              <IconButton icon="plus" label={t('attach')} aria-haspopup="menu" aria-expanded={adding} onClick={() => setAdding(!adding)} className="size-10" />
              {adding && (
                <Menu
                  side="right"
                  onClose={() => setAdding(false)}
                  items={[
                    { icon: 'image', label: t('attachFile'), run: () => picker.current?.click() },
                    { icon: 'pin', label: t('sendPlace'), run: () => setPlacing(true) },
                    { icon: 'person', label: t('sendCard'), run: () => setCarding(true) },
                  ]}
                />
              )}
            </div>
            <input ref={picker} type="file" multiple hidden onChange={(event) => (void allOutgoing([...(event.target.files ?? [])]).then(sendFiles), (event.target.value = ''))} />
            <div className="framed flex min-w-0 flex-1 items-end rounded-2xl border border-line bg-canvas pr-1 transition">
              <textarea
                ref={field}
                rows={1}
                value={text}
                aria-label={t('write')}
                placeholder={t('write')}
                dir="auto"
                onChange={(event) => change(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === 'Escape') setEmoji(false);
                  // An input method's own Enter chooses a word; Safari says so by its number alone.
                  if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && event.keyCode !== 229) {
                    event.preventDefault();
                    send();
                  }
                }}
                className="block max-h-40 min-w-0 flex-1 resize-none bg-transparent px-3.5 py-2 leading-6 placeholder:text-faint"
              />
              <IconButton icon="smile" label={t('emoji')} aria-expanded={emoji} onClick={() => setEmoji(!emoji)} className="my-0.5" />
            </div>
            {text.trim() === '' && recorder.possible ? (
              <IconButton icon="mic" label={t('record')} onClick={() => void recorder.start()} className="size-10" />
            ) : (
              <button
                type="button"
                aria-label={t('send')}
                title={t('send')}
                disabled={text.trim() === '' || length > LONGEST}
                onClick={send}
                className="flex size-10 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent transition hover:brightness-110 disabled:opacity-40"
              >
                <Icon name="send" />
              </button>
            )}
          </div>
        )}
        {files.length > 0 && (
          <Suspense fallback={null}>
            <SendFiles files={files} onSend={(chosen) => void sendFiles(chosen)} onClose={() => (onFiles([]), field.current?.focus())} />
          </Suspense>
        )}
        {placing && (
          <Suspense fallback={null}>
            <SendPlace onSend={(content) => (void messenger.send({ conversationId: id, messageType: 'location', content, ...reply }, quote), onReplied())} onClose={() => setPlacing(false)} />
          </Suspense>
        )}
        {carding && <ContactCard onSend={(card) => (void messenger.send({ conversationId: id, messageType: 'text', content: { text: card }, ...reply }, quote), onReplied())} onClose={() => setCarding(false)} />}
        {length > LONGEST - 100 && <p className={cx('mt-1 text-right text-xs', length > LONGEST ? 'text-danger' : 'text-muted')}>{LONGEST - length}</p>}
      </div>
    </div>
  );
}
