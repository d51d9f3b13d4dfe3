import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import i18next from 'i18next';
import { useLive } from './live';

/** Desktop notices of what one is not looking at, and fresh orders on the screen when one changes. */
export function useNotices(): void {
  const messenger = useLive();
  const queries = useQueryClient();
  useEffect(() => {
    const offs = [
      messenger.on('message', (message) => {
        if (document.visibilityState === 'visible' || typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
        const notice = new Notification(message.sender?.displayName ?? 'Parley', { body: message.content.text ?? i18next.t(`kind.${message.messageType}`), tag: message.conversationId });
        notice.onclick = () => window.focus();
      }),
      messenger.on('event', ({ name }) => {
        if (!/^(order|payment|review)-/.test(name)) return;
        void queries.invalidateQueries({ queryKey: ['orders'] });
        void queries.invalidateQueries({ queryKey: ['order'] });
      }),
    ];
    return () => offs.forEach((off) => off());
  }, [messenger, queries]);
}
