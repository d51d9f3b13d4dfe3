import type { Message, SendState } from '@parley/client';
import i18next from 'i18next';
import { memo, useState, type MouseEvent, type ReactNode } from 'react';
import { Link } from 'wouter';
import { clock } from '../lib/format';
import { useLive } from '../lib/live';
import { useLongPress } from '../lib/longPress';
import { Avatar, IconButton, cx } from '../ui';
import { OrderCard } from '../orders/OrderCard';
import { Body } from './Body';
import { MessageMenu } from './MessageMenu';
import { Quoted } from './Quoted';
import { preview } from './preview';
import { isSticker } from './stickers';

interface Props {
  message: Message;
  /** Of the same person shortly after the one before. */
  joined: boolean;
  /** What became of one's own. */
  state: SendState | undefined;
  group: boolean;
  /** What it was found by, where a search led here. */
  words: string | undefined;
  onReply: (message: Message) => void;
  onForward: (message: Message) => void;
  /** Whether it is among those chosen; undefined while none are being chosen. */
  chosen: boolean | undefined;
  onChoose: (message: Message) => void;
}

/** Drawn again only when something of it changes: while one scrolls, most rows stay as they are. */
export const MessageRow = memo(function MessageRow({ message, joined, state, group, words, chosen, onReply, onForward, onChoose }: Props): ReactNode {
  const { t } = i18next;
  const { userId } = useLive();
  const [menu, setMenu] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const touch = useLongPress(() => setMenu(true));
  const mine = message.senderId === userId;
  if (message.isRecalled)
    return <Aside>{t(mine ? 'youRecalled' : 'theyRecalled', { name: message.sender?.displayName ?? '' })}</Aside>;
  if (message.messageType === 'system') return <Aside>{message.content.text}</Aside>;
  if (message.messageType === 'order') return <OrderCard message={message} />;

  const sticker = message.messageType === 'image' && isSticker(message.content.name);
  return (
    <article className={cx('group flex items-end gap-2', mine ? 'flex-row-reverse' : 'flex-row', joined ? 'pt-0.5' : 'pt-2.5')} aria-label={`${mine ? t('you') : (message.sender?.displayName ?? '')} ${clock(message.createdAt)}`}
      // While messages are chosen a press anywhere on one chooses it, and opens nothing.
      onClickCapture={(event) => {
        if (chosen === undefined || (event.target as Element).closest('label')) return;
        event.preventDefault();
        event.stopPropagation();
        onChoose(message);
      }}
    >
      {chosen !== undefined && (
        <label className="flex cursor-pointer self-center p-1.5">
          <input type="checkbox" checked={chosen} onChange={() => onChoose(message)} aria-label={`${t('selectMessage')}: ${preview(message)}`} className="size-5 accent-accent" />
        </label>
      )}
      {group && !mine && <span className="w-8">{!joined && <Avatar name={message.sender?.displayName ?? ''} url={message.sender?.avatarUrl} size={32} />}</span>}
      <div
        onContextMenu={(event) => {
          if (wantsBrowsers(event)) return;
          event.preventDefault();
          setMenu(true);
        }}
        className={cx(
          'relative flow-root min-w-0 max-w-[82%] rounded-2xl px-3 py-1.5 md:max-w-[72%]',
          !sticker && 'shadow-xs',
          !sticker && (mine ? 'bg-mine text-mine-ink' : 'bg-theirs'),
          !joined && (mine ? 'rounded-tr-md' : 'rounded-tl-md'),
          words !== undefined && 'ring-2 ring-accent',
          'pointer-coarse:select-none pointer-coarse:[-webkit-touch-callout:none]',
        )}
        {...(chosen === undefined ? touch : {})}
      >
        {group && !mine && !joined && <div dir="auto" className="text-xs font-semibold text-accent"><Link href={`/people/${message.senderId}`} className="hover:underline">{message.sender?.displayName}</Link></div>}
        {message.replyTo && <Quoted conversationId={message.conversationId} quote={message.replyTo} />}
        <Body type={message.messageType} content={message.content} words={words} />
        <span className="float-right mt-1.5 ml-3 inline-flex translate-y-0.5 items-center gap-1 text-[11px] leading-none opacity-65">
          <time dateTime={message.createdAt}>{clock(message.createdAt)}</time>
          {state && <Ticks state={state} />}
        </span>
        {fault && (
          <p role="alert" className="clear-both text-xs text-danger">
            {fault}
          </p>
        )}
      </div>
      <div className={cx('relative self-center opacity-0 group-focus-within:opacity-100 group-hover:opacity-100', chosen !== undefined && 'invisible')}>
        <IconButton icon="more" size={16} label={t('actions')} aria-haspopup="menu" aria-expanded={menu} onClick={() => setMenu(!menu)} className="size-7 pointer-coarse:sr-only" />
        <MessageMenu message={message} mine={mine} open={menu} onClose={() => setMenu(false)} onFault={setFault} onReply={onReply} onForward={onForward} onChoose={onChoose} />
      </div>
    </article>
  );
});

/** The browser's own menu knows more of links, pictures and what is marked; a finger has no other way to ours. */
function wantsBrowsers({ target, currentTarget, nativeEvent }: MouseEvent): boolean {
  const on = target as Element;
  if (on.closest('dialog')) return true;
  if ((nativeEvent as PointerEvent).pointerType === 'touch') return false;
  const marked = getSelection();
  return on.closest('a, img') !== null || (marked !== null && !marked.isCollapsed && marked.containsNode(currentTarget, true));
}

export function Ticks({ state }: { state: SendState }): ReactNode {
  return (
    <svg role="img" aria-label={i18next.t(`state.${state}`)} width={16} height={11} viewBox="0 0 16 11" fill="none" stroke="currentColor" strokeWidth={1.7} strokeLinecap="round" strokeLinejoin="round" className={state === 'read' ? 'text-accent' : ''} data-state={state}>
      {state === 'sending' ? <path d="M8 2.500v3.500l2 1.500M8 10a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9z" /> : <path d={state === 'sent' ? 'M3.500 6l3 3 6-7' : 'M1 6l3 3 6-7M7.500 8.500l.5.5 6-7'} />}
    </svg>
  );
}

function Aside({ children }: { children: ReactNode }): ReactNode {
  return <p className="py-2 text-center text-xs text-muted">{children}</p>;
}
