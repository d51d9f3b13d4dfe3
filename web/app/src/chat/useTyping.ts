import { useTranslation } from 'react-i18next';
import { peerOf, useLive, useTypists } from '../lib/live';

/** Who types in a conversation, in words; null: nobody. Between two it is clear who. */
export function useTyping(id: string): string | null {
  const { t, i18n } = useTranslation();
  const messenger = useLive();
  const typists = useTypists(id);
  if (typists.length === 0) return null;
  const conversation = messenger.conversation(id);
  if (!conversation || peerOf(conversation, messenger.userId)) return t('typing');
  const names = typists.map((typist) => conversation.participants.find(({ user }) => user.id === typist)?.user.displayName).filter((name) => name !== undefined);
  if (names.length === 0) return t('typing');
  return t('typingNamed', { names: new Intl.ListFormat(i18n.language, { style: 'narrow', type: 'conjunction' }).format(names.slice(0, 3)), count: names.length });
}
