import { useDeferredValue, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useQuery } from '@tanstack/react-query';
import { brief } from '../lib/format';
import { titleOf, useConversations, useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { useSettled } from '../lib/settled';
import { Empty, IconButton, Spinner } from '../ui';
import { SearchField } from '../ui/SearchField';
import { Archived } from './Archived';
import { ChatItem } from './ChatItem';
import { Highlighted } from './Highlighted';
import { NoticesLink } from '../account/NoticesLink';
import { NewChat } from './NewChat';
import { preview } from './preview';

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
      <div data-frame className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-2">
        {shown.length > 0 && (
          <ul>
            {shown.map((conversation) => (
              <ChatItem key={conversation.id} conversation={conversation} here={conversation.id === current} />
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
              <button type="button" onClick={() => go(`/chat/${message.conversationId}?at=${message.seq}&q=${encodeURIComponent(asked)}&m=${message.id}`)} className="w-full rounded-xl px-2.5 py-2 text-left hover:bg-sunken">
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
