import type { Conversation } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { faultText } from '../lib/faults';
import { peerOf, useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { PersonCard } from '../people/PersonCard';
import { Avatar, Button, Dialog } from '../ui';
import { Icon } from '../ui/icons';
import { GroupMembers } from './GroupMembers';
import { Report } from './Report';

/** Who is in a conversation, and what one may do about it. */
export function ChatInfo({ conversation, onClose }: { conversation: Conversation; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [, go] = useLocation();
  const [said, setSaid] = useState<string | null>(null);
  const [reporting, setReporting] = useState(false);
  const peer = peerOf(conversation, messenger.userId);

  const attempt = (work: () => Promise<unknown>, done?: () => void): void => {
    work().then(
      () => done?.(),
      (fault: unknown) => setSaid(faultText(fault)),
    );
  };

  return (
    <Dialog title={t('details')} onClose={onClose}>
      {conversation.type === 'group' ? (
        <GroupMembers id={conversation.id} />
      ) : peer ? (
        <PersonCard id={peer.id} />
      ) : (
        <ul className="mb-4 flex flex-col gap-1">
          {conversation.participants.map(({ user, role }) => (
            <li key={user.id} className="flex items-center gap-3 py-1">
              <Avatar name={user.displayName} url={user.avatarUrl} size={38} />
              <span className="min-w-0 flex-1 truncate font-medium">{user.displayName}</span>
              <span className="text-xs text-muted">{user.id === messenger.userId ? t('you') : t(`role.${role}`, role)}</span>
            </li>
          ))}
        </ul>
      )}
      {said && (
        <p role="status" className="mb-3 rounded-lg bg-sunken px-3 py-2 text-sm">
          {said}
        </p>
      )}
      <div className="flex flex-col gap-2">
        <Button
          tone="quiet"
          onClick={() =>
            attempt(
              () => parley.contacts.pinSession(conversation.id, !conversation.isPinned),
              () => messenger.changeConversation(conversation.id, { isPinned: !conversation.isPinned }),
            )
          }
        >
          {t(conversation.isPinned ? 'unpin' : 'pin')}
        </Button>
        <Button tone="quiet" onClick={() => attempt(() => messenger.archive(conversation.id), () => go('/chat'))}>
          {t('archive')}
        </Button>
        {peer && (
          <Button tone="danger" onClick={() => setReporting(true)}>
            <Icon name="flag" size={17} />
            {t('report')}
          </Button>
        )}
      </div>
      {reporting && peer && <Report userId={peer.id} onClose={() => setReporting(false)} />}
    </Dialog>
  );
}
