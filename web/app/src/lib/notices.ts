import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { preview } from '../chat/preview';
import { useLive } from './live';

/** Desktop notices of what one is not looking at, and fresh orders on the screen when one changes. */
export function useNotices(): void {
  const messenger = useLive();
  const queries = useQueryClient();
  const [, go] = useLocation();
  useEffect(() => {
    const offs = [
      messenger.on('message', (message) => {
        if (document.visibilityState === 'visible' || typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
        const notice = new Notification(message.sender?.displayName ?? 'Parley', { body: preview(message), tag: message.conversationId });
        notice.onclick = () => {
          window.focus();
          go(`/chat/${message.conversationId}`);
          notice.close();
        };
      }),
      messenger.on('event', ({ name }) => {
        if (name === 'notification') {
          void queries.invalidateQueries({ queryKey: ['notices'] });
          void queries.invalidateQueries({ queryKey: ['friends'] });
        }
        if (name === 'conversation-updated') void queries.invalidateQueries({ queryKey: ['group'] });
        if (/^emergency-call/.test(name)) void queries.invalidateQueries({ queryKey: ['admin'] });
        if (!/^(order|payment|review)-/.test(name)) return;
        void queries.invalidateQueries({ queryKey: ['orders'] });
        void queries.invalidateQueries({ queryKey: ['order'] });
        if (name.startsWith('review-')) for (const queryKey of [['reviews'], ['services'], ['service']]) void queries.invalidateQueries({ queryKey });
      }),
    ];
    return () => offs.forEach((off) => off());
  }, [messenger, queries, go]);
}
