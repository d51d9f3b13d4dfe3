import { isParleyError, type Person } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { Avatar, Button, Dialog, Field, Spinner, cx } from '../ui';
import { Icon } from '../ui/icons';

/** Somebody to write to, or several for a group. */
export function NewChat({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const [chosen, setChosen] = useState<Person[]>([]);
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    const wait = setTimeout(() => setAsked(typed.trim()), 250);
    return () => clearTimeout(wait);
  }, [typed]);
  const found = useQuery({ queryKey: ['people', asked], queryFn: ({ signal }) => parley.auth.find(asked, 20, signal), enabled: asked.length > 0 });

  async function open(): Promise<void> {
    try {
      const first = chosen[0] as Person;
      const conversation = await messenger.open(chosen.length === 1 ? { targetUserId: first.id } : { participantIds: chosen.map(({ id }) => id), name: name.trim() || chosen.map(({ displayName }) => displayName).join('、') });
      go(`/chat/${conversation.id}`);
      onClose();
    } catch (fault) {
      setError(isParleyError(fault) ? fault.message : t('unreachable'));
    }
  }

  const toggle = (person: Person): void => setChosen((before) => (before.some(({ id }) => id === person.id) ? before.filter(({ id }) => id !== person.id) : [...before, person]));

  return (
    <Dialog title={t('newChat')} onClose={onClose}>
      <Field label={t('findPeople')} type="search" autoFocus value={typed} onChange={(event) => setTyped(event.target.value)} hint={t('findPeopleHint')} />
      {chosen.length > 1 && <Field className="mt-3" label={t('groupName')} value={name} onChange={(event) => setName(event.target.value)} maxLength={100} />}
      <ul className="mt-3 min-h-32">
        {found.isFetching && <Spinner />}
        {found.data?.length === 0 && <li className="text-sm text-muted">{t('nothingFound')}</li>}
        {[...chosen, ...(found.data ?? []).filter((person) => person.id !== messenger.userId && !chosen.some(({ id }) => id === person.id))].map((person) => {
          const isChosen = chosen.some(({ id }) => id === person.id);
          return (
            <li key={person.id}>
              <button
                type="button"
                aria-pressed={isChosen}
                onClick={() => toggle(person)}
                className={cx('flex w-full items-center gap-3 rounded-lg p-2 text-left', isChosen ? 'bg-accent-soft' : 'hover:bg-sunken')}
              >
                <Avatar name={person.displayName} url={person.avatarUrl} size={36} />
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{person.displayName}</span>
                  <span className="block truncate text-xs text-muted">
                    {person.username && `@${person.username} · `}
                    {t(`role.${person.userType}`)}
                  </span>
                </span>
                {isChosen && <Icon name="check" className="text-accent" />}
              </button>
            </li>
          );
        })}
      </ul>
      {error && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {error}
        </p>
      )}
      <Button className="mt-4 w-full" disabled={chosen.length === 0} onClick={() => void open()}>
        {t(chosen.length > 1 ? 'makeGroup' : 'startChat')}
      </Button>
    </Dialog>
  );
}
