import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { useAct } from '../lib/act';
import { parley } from '../lib/parley';
import { Avatar, Button, Dialog, Empty, IconButton, Spinner } from '../ui';
import { Fault } from '../ui/Fault';
import { Icon, type IconName } from '../ui/icons';
import { PersonCard } from './PersonCard';
import { PickPeople } from './PickPeople';
import type { Person } from '@parley/client';

export function Friends({ onWrite }: { onWrite: (id: string) => void }): ReactNode {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string | null>(null);
  const [finding, setFinding] = useState(false);
  const friends = useQuery({ queryKey: ['friends'], queryFn: () => parley.friends.list() });
  return (
    <>
      <div className="mb-3 flex justify-end">
        <Button tone="quiet" onClick={() => setFinding(true)}>
          <Icon name="plus" size={17} />
          {t('addFriend')}
        </Button>
      </div>
      <List query={friends} icon="people" empty={t('people.noFriends')}>
        {friends.data?.items.map((friend) => (
          <li key={friend.user_id} className="flex items-center gap-3 px-4 py-2.5">
            <Avatar name={friend.display_name} url={friend.avatar_url} online={friend.status !== 'offline'} />
            <button type="button" onClick={() => setShown(friend.user_id)} className="min-w-0 flex-1 text-left">
              <span className="block truncate font-medium">{friend.display_name}</span>
              <span className="block text-sm text-muted">{t(`presence.${friend.status}`)}</span>
            </button>
            <IconButton icon="chat" label={t('people.writeTo', { name: friend.display_name })} onClick={() => onWrite(friend.user_id)} />
          </li>
        ))}
      </List>
      {shown && (
        <Dialog title={t('details')} onClose={() => setShown(null)}>
          <PersonCard id={shown} />
        </Dialog>
      )}
      {finding && <AddFriend onClose={() => setFinding(false)} />}
    </>
  );
}

function AddFriend({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Person[]>([]);
  const [said, setSaid] = useState<string | null>(null);
  const person = chosen[0];
  return (
    <Dialog title={t('addFriend')} onClose={onClose}>
      <PickPeople chosen={chosen} onChange={setChosen} single />
      {said && (
        <p role="status" className="mt-2 rounded-lg bg-sunken px-3 py-2 text-sm">
          {said}
        </p>
      )}
      <Button
        className="mt-4 w-full"
        disabled={!person}
        onClick={() =>
          person &&
          void parley.friends
            .request(person.id)
            .then(
              ({ status }) => setSaid(t(status === 'accepted' ? 'people.nowFriends' : 'friendAsked')),
              (fault: unknown) => setSaid(faultText(fault)),
            )
            .then(() => queries.invalidateQueries({ queryKey: ['friends'] }))
        }
      >
        {t('addFriend')}
      </Button>
    </Dialog>
  );
}

export function Requests(): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const pending = useQuery({ queryKey: ['friends', 'pending'], queryFn: () => parley.friends.pending() });
  const [error, setError] = useState<string | null>(null);
  const answer = (work: Promise<unknown>): void =>
    void work.catch((fault: unknown) => setError(faultText(fault))).finally(() => void queries.invalidateQueries({ queryKey: ['friends'] }));
  return (
    <>
      {error && (
        <p role="alert" className="mb-3 text-sm text-danger">
          {error}
        </p>
      )}
      <List query={pending} icon="people" empty={t('people.noRequests')}>
        {pending.data?.items.map((request) => (
          <li key={request.id} className="flex flex-wrap items-center gap-3 px-4 py-2.5">
            <Avatar name={request.display_name} url={request.avatar_url} />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{request.display_name}</span>
              <span className="block truncate text-sm text-muted">@{request.username}</span>
            </span>
            <Button onClick={() => answer(parley.friends.accept(request.id))}>{t('people.accept')}</Button>
            <Button tone="quiet" onClick={() => answer(parley.friends.reject(request.id))}>
              {t('people.reject')}
            </Button>
          </li>
        ))}
      </List>
    </>
  );
}

export function Blocked(): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const blocked = useQuery({ queryKey: ['blocked'], queryFn: () => parley.safety.blocked() });
  const { error, act } = useAct();
  return (
    <>
      <Fault>{error}</Fault>
      <List query={blocked} icon="block" empty={t('people.noBlocked')}>
        {blocked.data?.map((person) => (
          <li key={person.userId} className="flex items-center gap-3 px-4 py-2.5">
            <Avatar name={person.displayName} url={person.avatarUrl} />
            <span className="min-w-0 flex-1 truncate font-medium">{person.displayName}</span>
            <Button tone="quiet" onClick={() => act(() => parley.safety.unblock(person.userId).then(() => queries.invalidateQueries({ queryKey: ['blocked'] })))}>
              {t('people.unblock')}
            </Button>
          </li>
        ))}
      </List>
    </>
  );
}

/** Waiting, empty, or the rows. */
export function List({ query, icon, empty, children }: { query: { isPending: boolean; isError: boolean }; icon: IconName; empty: string; children: ReactNode[] | undefined }): ReactNode {
  const { t } = useTranslation();
  if (query.isPending) return <Spinner />;
  if (query.isError) return <p role="alert">{t('unreachable')}</p>;
  if (!children || children.length === 0)
    return (
      <div className="rounded-2xl border border-line bg-surface py-6">
        <Empty icon={icon} title={empty} />
      </div>
    );
  return <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">{children}</ul>;
}
