import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { peerOf, titleOf, useConversations, useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { Avatar } from '../ui';

/** Chats that were taken off the list and have the name that is looked for: a press brings one back. */
export function Archived({ query }: { query: string }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [, go] = useLocation();
  const listed = new Set(useConversations().map(({ id }) => id));
  const [error, setError] = useState(false);
  const archived = useQuery({ queryKey: ['archived'], queryFn: () => parley.chat.conversations(1, 100, false), staleTime: 5_000 });
  const found = (archived.data?.items ?? []).filter((one) => !listed.has(one.id) && titleOf(one, messenger.userId).toLowerCase().includes(query));
  if (found.length === 0) return null;
  const open = (id: string): void =>
    void messenger.restore(id).then(
      () => go(`/chat/${id}`),
      () => setError(true),
    );
  return (
    <section aria-label={t('archived')} className="mt-2">
      <h2 className="px-2.5 py-1 text-xs font-semibold text-muted">{t('archived')}</h2>
      {error && (
        <p role="alert" className="px-2.5 text-sm text-danger">
          {t('unreachable')}
        </p>
      )}
      <ul>
        {found.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => open(one.id)} className="flex w-full items-center gap-3 rounded-xl px-2.5 py-2 text-left hover:bg-sunken">
              <Avatar name={titleOf(one, messenger.userId)} url={peerOf(one, messenger.userId)?.avatarUrl ?? one.avatarUrl} size={38} />
              <span className="truncate font-medium">{titleOf(one, messenger.userId)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
