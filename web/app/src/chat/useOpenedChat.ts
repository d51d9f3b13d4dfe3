import { firstUnread, isParleyError } from '@parley/client';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { useConnection, useConversations, useLive, useTimeline } from '../lib/live';
import { useVisible } from '../lib/visible';

/** As far back as the first unread message is looked for. */
const PAGES_OF_UNREAD = 10;

/** What was unread when one began to look. */
export interface Opened {
  unreadCount: number;
  lastSeq: number;
  since: number;
}

interface OpenedChat {
  opened: Opened;
  /** The place asked for is there. */
  found: boolean;
  error: string | null;
  /** There is no such chat, or one is not in it. */
  gone: boolean;
  again: () => void;
}

const GONE: ReadonlySet<string> = new Set(['conversation_not_found', 'not_found', 'not_participant', 'invalid_field', 'invalid_id']);

/** Loads a chat, and says that it is on the screen while somebody can see it: nobody is told 'read' of what nobody looks at. */
/** @param at the place to begin at, and whose it is; 0: the newest */
export function useOpenedChat(id: string, at: number, messageId: string): OpenedChat {
  const { t } = useTranslation();
  const messenger = useLive();
  const isOnline = useConnection() === 'online';
  const isVisible = useVisible();
  const { loaded } = useTimeline(id);
  const isKnown = useConversations().some((one) => one.id === id) || loaded;
  const [found, setFound] = useState(0);
  const [error, setError] = useState<string | null>(null);
  const [gone, setGone] = useState(false);
  const [tries, setTries] = useState(0);
  const [opened, setOpened] = useState(() => unreadNow());
  const wasHidden = useRef(false);

  function unreadNow(): Opened {
    const { unreadCount = 0, lastSeq = 0 } = messenger.conversation(id) ?? {};
    return { unreadCount, lastSeq, since: Date.now() };
  }

  useEffect(() => {
    if (!isVisible) wasHidden.current = true;
    if (!isVisible || !isKnown) return undefined;
    if (wasHidden.current && unreadNow().unreadCount > 0) setOpened(unreadNow());
    messenger.view(id);
    return () => messenger.view(null);
  }, [messenger, id, isVisible, isKnown]);

  function reachesNoUnread(): boolean {
    const { messages, hasOlder, lastSeq } = messenger.timeline(id).view;
    return hasOlder && (messages.at(-1)?.seq ?? 0) >= lastSeq && firstUnread(messages, opened, messenger.userId, hasOlder) === undefined;
  }

  useEffect(() => {
    let left = false;
    async function load(): Promise<void> {
      try {
        if (at === 0) await messenger.load(id);
        if (at > 0) await messenger.loadUntil(id, { seq: at, ...(messageId ? { id: messageId } : {}) });
        else for (let page = 0; page < PAGES_OF_UNREAD && !left && reachesNoUnread(); page++) await messenger.loadOlder(id);
        if (left) return;
        setFound(at);
        setError(null);
        setGone(false);
      } catch (fault) {
        if (left) return;
        // What was kept will do.
        if (messenger.timeline(id).shown.messages.some(({ seq }) => seq === at)) setFound(at);
        setGone(isParleyError(fault) && GONE.has(fault.code));
        setError(faultText(fault));
      }
    }
    void load();
    return () => {
      left = true;
      setFound(0);
      messenger.leave(id);
    };
  }, [messenger, id, at, messageId, t, tries]);

  const again = (): void => setTries((before) => before + 1);
  useEffect(() => {
    if (isOnline && error) again();
  }, [isOnline]);

  const there = loaded && (at === 0 || found === at);
  return { opened, found: there, error: there ? null : error, gone, again };
}
