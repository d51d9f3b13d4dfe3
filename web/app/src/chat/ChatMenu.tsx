import type { Conversation } from '@parley/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { faultText } from '../lib/faults';
import { titleOf, useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { IconButton } from '../ui';
import { say } from '../ui/Said';
import { Menu, type MenuItem } from './Menu';

/** What is done with a conversation most, where it stands in the list. */
export function ChatMenu({ conversation, open, onOpen }: { conversation: Conversation; open: boolean; onOpen: (open: boolean) => void }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [path, go] = useLocation();
  const { id, isPinned = false, unreadCount } = conversation;
  const attempt = (work: Promise<unknown>): void => void work.catch((fault: unknown) => say(faultText(fault)));
  const pin = async (): Promise<void> => {
    await parley.contacts.pinSession(id, !isPinned);
    messenger.changeConversation(id, { isPinned: !isPinned });
  };
  const remove = async (): Promise<void> => {
    await messenger.archive(id);
    if (path === `/chat/${id}`) go('/chat');
  };
  const items: MenuItem[] = [
    { icon: 'pinned', label: t(isPinned ? 'unpin' : 'pin'), run: () => attempt(pin()) },
    ...(unreadCount > 0 ? [{ icon: 'check' as const, label: t('markRead'), run: () => messenger.markRead(id) }] : []),
    { icon: 'trash', label: t('archive'), run: () => attempt(remove()) },
  ];
  return (
    <div className="absolute right-2 bottom-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
      <IconButton
        icon="more"
        size={16}
        label={`${t('actions')}: ${titleOf(conversation, messenger.userId)}`}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => onOpen(!open)}
        className="size-7! bg-surface shadow-xs pointer-coarse:pointer-events-none"
      />
      {open && <Menu items={items} side="left" onClose={() => onOpen(false)} />}
    </div>
  );
}
