import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { Avatar, Button, Confirm, Spinner } from '../ui';
import { Icon } from '../ui/icons';
import { ContactDialog } from './ContactDialog';

/** Somebody, and what stands between the two; `children`: what else can be done, where there is such a person. */
export function PersonCard({ id, children }: { id: string; children?: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const { userId } = useLive();
  const queries = useQueryClient();
  const [said, setSaid] = useState<string | null>(null);
  const [keeping, setKeeping] = useState(false);
  const [asking, setAsking] = useState<'block' | 'unfriend' | null>(null);
  const person = useQuery({ queryKey: ['person', id], queryFn: () => parley.auth.person(id) });
  const friends = useQuery({ queryKey: ['friends'], queryFn: () => parley.friends.list() });
  const blocked = useQuery({ queryKey: ['blocked'], queryFn: () => parley.safety.blocked() });
  if (person.isPending) return <Spinner />;
  if (person.isError)
    return (
      <p role="alert" className="mb-4 text-danger">
        {faultText(person.error)}
      </p>
    );
  const { displayName, avatarUrl, username, userType, numericId, phone } = person.data;
  const isFriend = friends.data?.items.some(({ user_id }) => user_id === person.data.id) ?? false;
  const isBlocked = blocked.data?.some((one) => one.userId === numericId) ?? false;

  function attempt(work: () => Promise<unknown>, done: string): void {
    work()
      .then(
        () => setSaid(done),
        (fault: unknown) => setSaid(faultText(fault)),
      )
      .finally(() => void Promise.all([queries.invalidateQueries({ queryKey: ['friends'] }), queries.invalidateQueries({ queryKey: ['blocked'] })]));
  }

  return (
    <div className="mb-2">
      <div className="mb-4 flex items-center gap-4">
        <Avatar name={displayName} url={avatarUrl} size={60} />
        <div className="min-w-0">
          <p className="truncate text-lg font-semibold">{displayName}</p>
          <p className="truncate text-sm text-muted">
            {username && `@${username} · `}
            {t(`role.${userType}`)}
          </p>
          {phone && <p className="text-sm text-muted tabular-nums">{phone}</p>}
        </div>
      </div>
      {said && (
        <p role="status" className="mb-3 rounded-lg bg-sunken px-3 py-2 text-sm">
          {said}
        </p>
      )}
      {id !== userId && (
        <div className="flex flex-col gap-2">
          {!isBlocked && children}
          {!isBlocked && (
            <Button tone="quiet" onClick={() => (isFriend ? setAsking('unfriend') : attempt(() => parley.friends.request(id), t('friendAsked')))}>
              <Icon name="people" size={17} />
              {t(isFriend ? 'people.removeFriend' : 'addFriend')}
            </Button>
          )}
          <Button tone="quiet" onClick={() => setKeeping(true)}>
            <Icon name="plus" size={17} />
            {t('people.keep')}
          </Button>
          <Button tone="danger" onClick={() => (isBlocked ? attempt(() => parley.safety.unblock(numericId ?? id), t('people.unblocked')) : setAsking('block'))}>
            <Icon name="block" size={17} />
            {t(isBlocked ? 'people.unblock' : 'block')}
          </Button>
        </div>
      )}
      {asking && (
        <Confirm
          title={t(asking === 'block' ? 'block' : 'people.removeFriend')}
          yes={t(asking === 'block' ? 'block' : 'people.removeFriend')}
          onYes={() => {
            setAsking(null);
            if (asking === 'block') attempt(() => parley.safety.block(id), t('blocked'));
            else attempt(() => parley.friends.remove(id), t('people.friendRemoved'));
          }}
          onClose={() => setAsking(null)}
        >
          {t(`ask.${asking}`, { name: displayName })}
        </Confirm>
      )}
      {keeping && <ContactDialog contact={{ name: displayName, contactUserId: numericId ?? null }} onClose={() => setKeeping(false)} />}
    </div>
  );
}
