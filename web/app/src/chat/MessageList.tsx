import type { Message, PendingMessage } from '@parley/client';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { useLocation } from 'wouter';
import { day, dayKey } from '../lib/format';
import { useLive, useShown, useTimeline, useTypists } from '../lib/live';
import { Spinner } from '../ui';
import { Icon } from '../ui/icons';
import { MessageRow } from './MessageRow';
import { PendingRow } from './PendingRow';
import { useDivider } from './useDivider';
import type { Opened } from './useOpenedChat';

/** What a row shows besides its message. */
export interface Row {
  key: string;
  message?: Message;
  pending?: PendingMessage;
  /** A new day begins here. */
  day: string | null;
  /** What is unread begins here. */
  divider: boolean;
  /** Of the same person shortly after the one before. */
  joined: boolean;
}

const START = 1_000_000;
const SETTLES = 4_000;
const JOINED_WITHIN = 5 * 60_000;

interface Props {
  id: string;
  /** A message's place to begin at; 0: the newest. */
  at: number;
  /** What that was found by. */
  words: string;
  opened: Opened;
  group: boolean;
  onReply: (message: Message) => void;
  onForward: (message: Message) => void;
  /** Those chosen, by id, while some are being chosen. */
  chosen: ReadonlyMap<string, Message> | null;
  onChoose: (message: Message) => void;
}

/** Virtual, so that ten thousand messages scroll as ten do; stays put when older pages or pictures come. */
export function MessageList({ id, at, words, opened, group, chosen, onReply, onForward, onChoose }: Props): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [, go] = useLocation();
  const newest = useTimeline(id);
  const shown = useShown(id);
  const view = at > 0 ? shown : newest;
  const list = useRef<VirtuosoHandle>(null);
  const scroller = useRef<HTMLElement | null>(null);
  const [atBottom, setAtBottom] = useState(true);
  const [fresh, setFresh] = useState(0);
  const loading = useRef(false);
  const loadingNewer = useRef(false);
  const divider = useDivider(newest, opened, messenger.userId);
  const rows = useMemo(() => rowsOf(view.messages, view.pending, divider, messenger.userId), [view, divider, messenger.userId]);

  // Rows that come before the first one shown take numbers below its own, so that nothing moves.
  const [anchor] = useState(() => rows[0]?.key);
  const before = Math.max(0, rows.findIndex(({ key }) => key === anchor));
  const [initial] = useState(() => {
    const index = at > 0 ? rows.findIndex(({ message }) => message?.seq === at) : rows.findIndex(({ divider }) => divider);
    return index >= 0 ? { index, align: 'center' as const } : { index: Math.max(0, rows.length - 1), align: 'end' as const };
  });

  // What comes below because one went on to it is no news, and one stays where one is.
  const end = rows.at(-1)?.key;
  const [drawn, setDrawn] = useState({ end, hasNewer: view.hasNewer, isPage: false });
  if (drawn.end !== end) setDrawn({ end, hasNewer: view.hasNewer, isPage: drawn.hasNewer });

  const last = view.hasNewer ? { message: newest.messages.at(-1), pending: newest.pending.at(-1) } : rows.at(-1);
  const lastKey = last?.pending?.clientId ?? last?.message?.id;
  const lastIsMine = last?.pending !== undefined || last?.message?.senderId === messenger.userId;
  const seen = useRef(lastKey);
  const settling = (): boolean => atEnd.current && !touched.current && Date.now() - since < SETTLES;
  // Opened from what was kept: what the server adds a moment later belongs on the screen, too.
  const [since] = useState(() => Date.now());
  const touched = useRef(false);
  const atEnd = useRef(initial.align === 'end');
  useEffect(() => {
    if (!divider || at > 0 || !settling()) return;
    atEnd.current = false;
    list.current?.scrollToIndex({ index: rows.findIndex((row) => row.divider), align: 'center' });
  }, [divider]);
  useEffect(() => {
    if (seen.current === lastKey) return;
    seen.current = lastKey;
    if (view.hasNewer) {
      if (last?.pending) toNewest();
      else if (!lastIsMine) setFresh((count) => count + 1);
    } else if (drawn.isPage) return;
    else if (lastIsMine || settling()) list.current?.scrollToIndex({ index: 'LAST', align: 'end' });
    else if (!atBottom) setFresh((count) => count + 1);
  });

  function older(): void {
    if (loading.current || !view.hasOlder) return;
    loading.current = true;
    void messenger.loadOlder(id).catch(() => undefined).finally(() => (loading.current = false));
  }

  function newer(): void {
    if (loadingNewer.current || !view.hasNewer) return;
    loadingNewer.current = true;
    void messenger.loadNewer(id).catch(() => undefined).finally(() => (loadingNewer.current = false));
  }

  function toNewest(): void {
    if (!view.hasNewer) return list.current?.scrollToIndex({ index: 'LAST', align: 'end', behavior: 'smooth' });
    messenger.leave(id);
    go(`/chat/${id}`, { replace: true });
  }

  if (rows.length === 0) return <div className="flex h-full items-center justify-center text-sm text-muted">{t('sayHello')}</div>;
  return (
    <div className="relative h-full">
      <Virtuoso
        ref={list}
        scrollerRef={(element) => (scroller.current = element as HTMLElement)}
        alignToBottom
        role="log"
        aria-label={t('messages')}
        tabIndex={0}
        className="h-full"
        data={rows}
        firstItemIndex={START - before}
        initialTopMostItemIndex={initial}
        computeItemKey={(_, row) => row.key}
        increaseViewportBy={{ top: 600, bottom: 400 }}
        startReached={older}
        endReached={newer}
        onWheel={() => (touched.current = true)}
        onTouchMove={() => (touched.current = true)}
        onKeyDown={() => (touched.current = true)}
        totalListHeightChanged={() => settling() && list.current?.scrollToIndex({ index: 'LAST', align: 'end' })}
        followOutput={view.hasNewer || drawn.isPage ? false : (bottom) => (bottom ? 'auto' : false)}
        atBottomThreshold={80}
        atBottomStateChange={(bottom) => {
          setAtBottom(bottom);
          if (!bottom || view.hasNewer) return;
          setFresh(0);
          setDrawn((before) => ({ ...before, isPage: false }));
        }}
        context={id}
        components={view.hasNewer ? (view.hasOlder ? MORE : MORE_BELOW) : view.hasOlder ? MORE_ABOVE : ALL}
        itemContent={(_, row) => (
          // A margin that reached out of its row would not be counted, and the end be cut off.
          <div className="mx-auto flow-root max-w-3xl px-3 md:px-5">
            {row.day && (
              <div className="flex justify-center py-3">
                <span className="rounded-full bg-sunken px-3 py-0.5 text-xs text-muted">{row.day}</span>
              </div>
            )}
            {row.divider && (
              <div role="separator" className="flex items-center gap-3 py-2 text-xs font-medium text-accent">
                <span className="h-px flex-1 bg-accent/40" />
                {t('unreadFromHere')}
                <span className="h-px flex-1 bg-accent/40" />
              </div>
            )}
            {row.message ? (
              <MessageRow
                message={row.message}
                joined={row.joined}
                state={row.message.senderId === messenger.userId ? messenger.timeline(id).stateOf(row.message, messenger.userId) : undefined}
                group={group}
                words={at > 0 && row.message.seq === at ? words : undefined}
                onReply={onReply}
                onForward={onForward}
                chosen={chosen?.has(row.message.id)}
                onChoose={onChoose}
              />
            ) : (
              <PendingRow pending={row.pending as PendingMessage} />
            )}
          </div>
        )}
      />
      {(!atBottom || view.hasNewer) && (
        <button
          type="button"
          onClick={toNewest}
          className="appear absolute right-4 bottom-3 flex h-10 min-w-10 items-center justify-center gap-1 rounded-full border border-line bg-raised px-2.5 text-sm font-medium shadow-md"
        >
          <Icon name="down" size={18} />
          {fresh > 0 && <span className="text-accent">{t('newMessages', { count: fresh })}</span>}
          <span className="sr-only">{t('toNewest')}</span>
        </button>
      )}
    </div>
  );
}

const Space = (): ReactNode => <div className="h-3" />;

const Waiting = (): ReactNode => (
  <div className="flex h-12 items-center justify-center">
    <Spinner />
  </div>
);

function Typing({ context: id }: { context?: string }): ReactNode {
  const typists = useTypists(id ?? '');
  return (
    <div className="mx-auto h-8 max-w-3xl px-5">
      {typists.length > 0 && (
        <span className="inline-flex gap-1 rounded-full bg-theirs px-3 py-2 shadow-xs" aria-hidden>
          {[0, 1, 2].map((dot) => (
            <span key={dot} className="typing-dot size-1.5 rounded-full bg-muted" />
          ))}
        </span>
      )}
    </div>
  );
}

// Made once: another component in their place would be drawn anew at each change.
const MORE_ABOVE = { Header: Waiting, Footer: Typing };
const ALL = { Header: Space, Footer: Typing };
const MORE_BELOW = { Header: Space, Footer: Waiting };
const MORE = { Header: Waiting, Footer: Waiting };

function rowsOf(messages: readonly Message[], pending: readonly PendingMessage[], unreadFrom: string | null, me: string): Row[] {
  const rows: Row[] = [];
  let before: { who: string | null; at: number; day: string } | null = null;
  const add = (key: string, who: string | null, at: number, more: Pick<Row, 'message' | 'pending'>, alone: boolean): void => {
    const today = dayKey(at);
    const newDay = before?.day !== today;
    const divider = key === unreadFrom;
    rows.push({ key, day: newDay ? day(at) : null, divider, joined: !newDay && !divider && !alone && before?.who === who && at - before.at < JOINED_WITHIN, ...more });
    before = { who: alone ? null : who, at, day: today };
  };
  for (const message of messages) {
    if (message.isDeleted) continue;
    add(message.id, message.senderId, Date.parse(message.createdAt), { message }, message.isRecalled === true || message.messageType === 'system' || message.messageType === 'order');
  }
  for (const one of pending) add(one.clientId, me, one.createdAt, { pending: one }, false);
  return rows;
}
