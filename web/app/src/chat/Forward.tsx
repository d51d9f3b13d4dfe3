import type { Message } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { peerOf, titleOf, useConversations, useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { Avatar, Button, Dialog } from '../ui';
import { SearchField } from '../ui/SearchField';
import { preview } from './preview';

interface Target {
  id: string;
  name: string;
  url: string | null | undefined;
  /** Not a chat yet: a friend. */
  isPerson: boolean;
}

/** One message or many, in their order, to one or many chats and friends. */
export function Forward({ messages, onClose, onDone = onClose }: { messages: readonly Message[]; onClose: () => void; onDone?: () => void }): ReactNode {
  const { t } = useTranslation();
  const { userId } = useLive();
  const conversations = useConversations();
  const friends = useQuery({ queryKey: ['friends'], queryFn: () => parley.friends.list() });
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<readonly Target[]>([]);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const chats: Target[] = conversations.map((one) => ({ id: one.id, name: titleOf(one, userId), url: peerOf(one, userId)?.avatarUrl ?? one.avatarUrl, isPerson: false }));
  const known = new Set(conversations.map((one) => peerOf(one, userId)?.id));
  const people: Target[] = (friends.data?.items ?? []).filter(({ user_id }) => !known.has(user_id)).map((friend) => ({ id: friend.user_id, name: friend.display_name, url: friend.avatar_url, isPerson: true }));
  const isChosen = ({ id }: Target): boolean => chosen.some((one) => one.id === id);
  // Those chosen stay in sight, whatever one looks for then.
  const offered = [...chats, ...people].filter((one) => isChosen(one) || one.name.toLowerCase().includes(typed.trim().toLowerCase()));

  async function forward(): Promise<void> {
    setBusy(true);
    setError(null);
    const ids = (isPerson: boolean): string[] => chosen.filter((one) => one.isPerson === isPerson).map(({ id }) => id);
    const to = { ...(ids(false).length > 0 ? { conversationIds: ids(false) } : {}), ...(ids(true).length > 0 ? { targetUserIds: ids(true) } : {}) };
    try {
      let failed = 0;
      for (const { id } of messages) failed += (await parley.chat.forward(id, to)).filter(({ success }) => !success).length;
      if (failed === 0) return onDone();
      setError(t('forwardFailed', { count: failed }));
    } catch (fault) {
      setError(faultText(fault));
    }
    setBusy(false);
  }

  return (
    <Dialog title={t('forwardTo')} onClose={onClose}>
      <p className="mb-3 line-clamp-2 rounded-lg bg-sunken px-3 py-2 text-sm text-muted">{messages.length === 1 ? preview(messages[0] as Message) : t('forwardCount', { count: messages.length })}</p>
      <SearchField label={t('search')} value={typed} onChange={setTyped} className="mb-2" />
      <ul className="max-h-72 min-h-24 overflow-y-auto">
        {offered.length === 0 && <li className="p-2 text-sm text-muted">{t('nothingFound')}</li>}
        {offered.map((one) => (
          <li key={one.id}>
            <label className="flex cursor-pointer items-center gap-3 rounded-lg p-2 hover:bg-sunken">
              <input type="checkbox" className="size-4 accent-accent" checked={isChosen(one)} onChange={() => setChosen((before) => (isChosen(one) ? before.filter(({ id }) => id !== one.id) : [...before, one]))} />
              <Avatar name={one.name} url={one.url} size={34} />
              <span className="truncate" title={one.name}>
                {one.name}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {error}
        </p>
      )}
      <Button className="mt-4 w-full" busy={busy} disabled={chosen.length === 0} onClick={() => void forward()}>
        {t('forward')} {chosen.length > 0 && `(${chosen.length})`}
      </Button>
    </Dialog>
  );
}
