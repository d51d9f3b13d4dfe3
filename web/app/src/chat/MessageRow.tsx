import { isParleyError, type Message, type SendState } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../lib/format';
import { useLive } from '../lib/live';
import { Avatar, IconButton, cx } from '../ui';
import { OrderCard } from '../orders/OrderCard';
import { Body } from './Body';
import { Menu, type MenuItem } from './Menu';
import type { Row } from './MessageList';
import { preview } from './preview';
import { Report } from './Report';
import { isSticker } from './stickers';

const RECALL_WITHIN = 2 * 60_000;

interface Props {
  row: Row;
  message: Message;
  group: boolean;
  /** Found by a search, by these words. */
  marked: boolean;
  words: string;
  onReply: (message: Message) => void;
  onForward: (message: Message) => void;
}

export function MessageRow({ row, message, group, marked, words, onReply, onForward }: Props): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [menu, setMenu] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [reporting, setReporting] = useState(false);
  const mine = message.senderId === messenger.userId;
  if (message.isRecalled)
    return <Aside>{t(mine ? 'youRecalled' : 'theyRecalled', { name: message.sender?.displayName ?? '' })}</Aside>;
  if (message.messageType === 'system') return <Aside>{message.content.text}</Aside>;
  if (message.messageType === 'order') return <OrderCard message={message} />;

  const sticker = message.messageType === 'image' && isSticker(message.content.name);
  const attempt = (work: Promise<unknown>): void => void work.catch((error: unknown) => setFault(isParleyError(error) ? error.message : t('unreachable')));
  const items: MenuItem[] = [
    { icon: 'reply', label: t('reply'), run: () => onReply(message) },
    ...(message.content.text ? [{ icon: 'copy' as const, label: t('copy'), run: () => void navigator.clipboard.writeText(message.content.text ?? '') }] : []),
    { icon: 'forward', label: t('forward'), run: () => onForward(message) },
    ...(mine && Date.now() - Date.parse(message.createdAt) < RECALL_WITHIN ? [{ icon: 'recall' as const, label: t('recall'), run: () => attempt(messenger.recall(message)) }] : []),
    { icon: 'trash', label: t('deleteForMe'), run: () => attempt(messenger.remove(message)) },
    ...(mine ? [] : [{ icon: 'flag' as const, label: t('report'), run: () => setReporting(true), danger: true }]),
  ];

  return (
    <article className={cx('group flex items-end gap-2', mine ? 'flex-row-reverse' : 'flex-row', row.joined ? 'pt-0.5' : 'pt-2.5')} aria-label={`${mine ? t('you') : (message.sender?.displayName ?? '')} ${clock(message.createdAt)}`}>
      {group && !mine && <span className="w-8">{!row.joined && <Avatar name={message.sender?.displayName ?? ''} url={message.sender?.avatarUrl} size={32} />}</span>}
      <div
        onContextMenu={(event) => {
          event.preventDefault();
          setMenu(true);
        }}
        className={cx(
          'relative flow-root min-w-0 max-w-[82%] rounded-2xl px-3 py-1.5 transition md:max-w-[72%]',
          !sticker && 'shadow-xs',
          !sticker && (mine ? 'bg-mine text-mine-ink' : 'bg-theirs'),
          !row.joined && (mine ? 'rounded-tr-md' : 'rounded-tl-md'),
          marked && 'ring-2 ring-accent',
        )}
      >
        {group && !mine && !row.joined && <div className="text-xs font-semibold text-accent">{message.sender?.displayName}</div>}
        {message.replyTo && (
          <div className="mb-1 border-l-2 border-accent/60 pl-2 text-sm opacity-80">
            <div className="text-xs font-semibold">{message.replyTo.sender?.displayName}</div>
            <div className="line-clamp-2">{preview(message.replyTo)}</div>
          </div>
        )}
        <Body type={message.messageType} content={message.content} words={marked ? words : undefined} />
        <span className="float-right mt-1.5 ml-3 inline-flex translate-y-0.5 items-center gap-1 text-[11px] leading-none opacity-65">
          <time dateTime={message.createdAt}>{clock(message.createdAt)}</time>
          {mine && <Ticks state={messenger.timeline(message.conversationId).stateOf(message, messenger.userId)} />}
        </span>
        {fault && (
          <p role="alert" className="clear-both text-xs text-danger">
            {fault}
          </p>
        )}
      </div>
      <div className="relative self-center opacity-0 transition group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-60">
        <IconButton icon="more" size={16} label={t('actions')} aria-haspopup="menu" aria-expanded={menu} onClick={() => setMenu(!menu)} className="size-7" />
        {menu && <Menu items={items} side={mine ? 'left' : 'right'} onClose={() => setMenu(false)} />}
      </div>
      {reporting && <Report userId={message.senderId as string} messageId={message.id} onClose={() => setReporting(false)} />}
    </article>
  );
}

export function Ticks({ state }: { state: SendState }): ReactNode {
  const { t } = useTranslation();
  return (
    <svg role="img" aria-label={t(`state.${state}`)} width={16} height={11} viewBox="0 0 16 11" fill="none" stroke="currentColor" strokeWidth={1.7} strokeLinecap="round" strokeLinejoin="round" className={state === 'read' ? 'text-accent' : ''} data-state={state}>
      {state === 'sending' ? <path d="M8 2.500v3.500l2 1.500M8 10a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9z" /> : <path d={state === 'sent' ? 'M3.500 6l3 3 6-7' : 'M1 6l3 3 6-7M7.500 8.500l.5.5 6-7'} />}
    </svg>
  );
}

function Aside({ children }: { children: ReactNode }): ReactNode {
  return <p className="py-2 text-center text-xs text-muted">{children}</p>;
}

