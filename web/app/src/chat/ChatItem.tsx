import type { Conversation, Message } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { brief } from '../lib/format';
import { peerOf, titleOf, useLive, usePresence } from '../lib/live';
import { Avatar, cx } from '../ui';
import { Icon } from '../ui/icons';
import { ChatMenu } from './ChatMenu';
import { keptDraft } from './drafts';
import { preview } from './preview';
import { useTyping } from './useTyping';

/** A conversation in the list, and what can be done with it there. */
export function ChatItem({ conversation, here }: { conversation: Conversation; here: boolean }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const peer = peerOf(conversation, messenger.userId);
  const presence = usePresence(peer?.id);
  const typing = useTyping(conversation.id);
  const title = titleOf(conversation, messenger.userId);
  const last = conversation.messages[0];
  const draft = here ? '' : keptDraft(conversation.id);
  const unread = conversation.unreadCount;
  const [menu, setMenu] = useState(false);
  return (
    <li
      className="group relative"
      onContextMenu={(event) => {
        event.preventDefault();
        setMenu(true);
      }}
    >
      <Link
        href={`/chat/${conversation.id}`}
        aria-current={here ? 'true' : undefined}
        className={cx('flex items-center gap-3 rounded-xl px-2.5 py-2.5 transition', here ? 'bg-accent-soft' : conversation.isPinned ? 'bg-sunken/60 hover:bg-sunken' : 'hover:bg-sunken')}
      >
        <Avatar name={title} url={peer?.avatarUrl ?? conversation.avatarUrl} online={presence?.isOnline} size={46} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span dir="auto" className="truncate font-medium">{title}</span>
            {conversation.isPinned && (
              <span className="shrink-0 self-center text-muted" title={t('pinned')}>
                <Icon name="pinned" size={13} />
                <span className="sr-only">{t('pinned')}</span>
              </span>
            )}
            <time className={cx('ml-auto shrink-0 text-xs', unread > 0 ? 'font-medium text-accent' : 'text-muted')}>{brief(last?.createdAt ?? conversation.updatedAt)}</time>
          </span>
          <span className="mt-0.5 flex items-center gap-2 text-sm">
            <span className={cx('truncate', unread > 0 ? 'text-ink' : 'text-muted')}>
              {typing ? (
                <span className="text-accent">{typing}</span>
              ) : draft ? (
                <>
                  <span className="text-danger">{t('draft')}</span> <bdi>{draft}</bdi>
                </>
              ) : (
                <Preview message={last} me={messenger.userId} group={!peer} />
              )}
            </span>
            {unread > 0 && (
              <span className="ml-auto min-w-5 shrink-0 rounded-full bg-accent px-1.5 text-center text-xs leading-5 font-semibold text-on-accent">
                {unread > 99 ? '99+' : unread}
                <span className="sr-only">{t('unread')}</span>
              </span>
            )}
          </span>
        </span>
      </Link>
      <ChatMenu conversation={conversation} open={menu} onOpen={setMenu} />
    </li>
  );
}

function Preview({ message, me, group }: { message: Message | undefined; me: string; group: boolean }): ReactNode {
  const { t } = useTranslation();
  if (!message) return t('noMessages');
  const from = message.senderId === me ? `${t('you')}: ` : group && message.sender ? `${message.sender.displayName}: ` : '';
  return (
    <>
      {from}
      <bdi>{preview(message)}</bdi>
    </>
  );
}
