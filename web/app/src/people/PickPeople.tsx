import type { Person } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { useSettled } from '../lib/settled';
import { Avatar, Field, Spinner, cx } from '../ui';
import { Icon } from '../ui/icons';

interface Props {
  chosen: readonly Person[];
  onChange: (people: Person[]) => void;
  /** One only: another choice takes the place of the one before. */
  single?: boolean;
  /** Not to be offered. */
  except?: readonly string[];
}

/** People by name; before a name is written, one's friends. */
export function PickPeople({ chosen, onChange, single, except = [] }: Props): ReactNode {
  const { t } = useTranslation();
  const { userId } = useLive();
  const [typed, setTyped] = useState('');
  const asked = useSettled(typed.trim());
  const found = useQuery({ queryKey: ['people', asked], queryFn: ({ signal }) => parley.auth.find(asked, 20, signal), enabled: asked.length > 0 });
  const friends = useQuery({ queryKey: ['friends'], queryFn: () => parley.friends.list() });
  const known: Person[] = (friends.data?.items ?? []).map((friend) => ({ id: friend.user_id, username: friend.username, displayName: friend.display_name, avatarUrl: friend.avatar_url, userType: 'customer' }));
  const offered = asked ? (found.data ?? []) : known;
  const isChosen = (person: Person): boolean => chosen.some(({ id }) => id === person.id);
  const toggle = (person: Person): void => onChange(isChosen(person) ? chosen.filter(({ id }) => id !== person.id) : single ? [person] : [...chosen, person]);
  return (
    <>
      <Field label={t('findPeople')} type="search" autoFocus value={typed} onChange={(event) => setTyped(event.target.value)} hint={t('findPeopleHint')} />
      <ul className="mt-3 max-h-72 min-h-32 overflow-y-auto">
        {asked && found.isFetching && <li className="p-2"><Spinner /></li>}
        {asked && found.data?.length === 0 && <li className="text-sm text-muted">{t('nothingFound')}</li>}
        {[...chosen, ...offered.filter((person) => person.id !== userId && !except.includes(person.id) && !isChosen(person))].map((person) => (
          <li key={person.id}>
            <button type="button" aria-pressed={isChosen(person)} onClick={() => toggle(person)} className={cx('flex w-full items-center gap-3 rounded-lg p-2 text-left', isChosen(person) ? 'bg-accent-soft' : 'hover:bg-sunken')}>
              <Avatar name={person.displayName} url={person.avatarUrl} size={36} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{person.displayName}</span>
                <span className="block truncate text-xs text-muted">
                  {person.username && `@${person.username}`}
                  {asked && ` · ${t(`role.${person.userType}`)}`}
                </span>
              </span>
              {isChosen(person) && <Icon name="check" className="text-accent" />}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
