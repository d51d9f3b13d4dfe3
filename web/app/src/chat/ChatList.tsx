import type { Conversation, Message } from '@parley/client';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useQuery } from '@tanstack/react-query';
import { brief } from '../lib/format';
import { peerOf, titleOf, useConversations, useLive, usePresence } from '../lib/live';
import { parley } from '../lib/parley';
import { useSettled } from '../lib/settled';
import { Avatar, Empty, IconButton, Spinner, cx } from '../ui';
import { Icon } from '../ui/icons';
import { SearchField } from '../ui/SearchField';
import { keptDraft } from './drafts';
import { Archived } from './Archived';
import { Highlighted } from './Highlighted';
import { NoticesLink } from '../account/NoticesLink';
import { NewChat } from './NewChat';
import { preview } from './preview';
import { useTyping } from './useTyping';

export function ChatList({ current }: { current: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const conversations = useConversations();
  const [typed, setTyped] = useState('');
  const [making, setMaking] = useState(false);
  const query = useDeferredValue(typed.trim().toLowerCase());
  const shown = query ? conversations.filter((conversation) => titleOf(conversation, messenger.userId).toLowerCase().includes(query)) : conversations;

  return (
    <>
      <header className="flex items-center gap-2 px-3 pt-3 pb-2">
        <h1 className="sr-only">{t('nav.chat')}</h1>
        <SearchField label={t('searchChats')} placeholder={t('search')} value={typed} onChange={setTyped} className="flex-1" tone="border-transparent bg-sunken" />
        <NoticesLink className="md:hidden" />
        <IconButton icon="plus" label={t('newChat')} onClick={() => setMaking(true)} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-2">
        {shown.length > 0 && (
          <ul>
            {shown.map((conversation) => (
              <Item key={conversation.id} conversation={conversation} here={conversation.id === current} />
            ))}
          </ul>
        )}
        {query.length > 0 && <Archived query={query} />}
        {query.length > 0 && <Hits query={query} />}
        {conversations.length === 0 && (
          <Empty icon="chat" title={t('noChats')}>
            {t('noChatsHint')}
          </Empty>
        )}
      </div>
      {making && <NewChat onClose={() => setMaking(false)} />}
    </>
  );
}

function Item({ conversation, here }: { conversation: Conversation; here: boolean }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const peer = peerOf(conversation, messenger.userId);
  const presence = usePresence(peer?.id);
  const typing = useTyping(conversation.id);
  const title = titleOf(conversation, messenger.userId);
  const last = conversation.messages[0];
  const draft = here ? '' : keptDraft(conversation.id);
  const unread = conversation.unreadCount;
  return (
    <li>
      <Link
        href={`/chat/${conversation.id}`}
        aria-current={here ? 'true' : undefined}
        className={cx('flex items-center gap-3 rounded-xl px-2.5 py-2.5 transition', here ? 'bg-accent-soft' : 'hover:bg-sunken')}
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

function Hits({ query }: { query: string }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [, go] = useLocation();
  const asked = useSettled(query);
  const hits = useQuery({ queryKey: ['search', asked], queryFn: () => parley.chat.search({ q: asked, limit: 30 }), enabled: asked.length > 0, placeholderData: (before) => before });
  return (
    <section aria-label={t('messagesFound')} className="mt-2">
      <h2 className="px-2.5 py-1 text-xs font-semibold text-muted">{t('messagesFound')}</h2>
      {hits.isPending && (
        <div className="p-3">
          <Spinner />
        </div>
      )}
      {hits.data?.items.length === 0 && <p className="px-2.5 py-2 text-sm text-muted">{t('nothingFound')}</p>}
      <ul>
        {hits.data?.items.map((message) => {
          const conversation = messenger.conversation(message.conversationId);
          return (
            <li key={message.id}>
              <button type="button" onClick={() => go(`/chat/${message.conversationId}?at=${message.seq}&q=${encodeURIComponent(asked)}`)} className="w-full rounded-xl px-2.5 py-2 text-left hover:bg-sunken">
                <span className="flex items-baseline justify-between gap-2 text-sm font-medium">
                  <span className="truncate">{conversation ? titleOf(conversation, messenger.userId) : message.sender?.displayName}</span>
                  <time className="shrink-0 text-xs text-muted">{brief(message.createdAt)}</time>
                </span>
                <span dir="auto" className="line-clamp-2 text-sm text-muted">
                  <Highlighted text={preview(message)} words={asked} />
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
