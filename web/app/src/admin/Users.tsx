import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { parley } from '../lib/parley';
import { Avatar } from '../ui';
import { Icon } from '../ui/icons';
import { Badge, Heading, Listing, useListed } from './parts';

export const STATUS_TONES = { active: 'good', banned: 'bad', disabled: 'quiet' } as const;

export default function Users(): ReactNode {
  const { t } = useTranslation('admin');
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const wait = setTimeout(() => setAsked(typed.trim()), 250);
    return () => clearTimeout(wait);
  }, [typed]);
  const users = useListed(['users', asked], (after) => parley.admin.users(asked, after));
  return (
    <>
      <Heading title={t('sections.users')} hint={t('users.hint')}>
        <div className="relative w-full sm:w-72">
          <Icon name="search" size={17} className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-faint" />
          <input
            type="search"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            aria-label={t('users.search')}
            placeholder={t('users.search')}
            className="w-full rounded-full border border-line bg-surface py-2 pr-3 pl-9 text-sm placeholder:text-faint"
          />
        </div>
      </Heading>
      <Listing query={users} icon="people" empty={t('users.none')}>
        {({ id, displayName, username, role, status }) => (
          <li key={id}>
            <Link href={`/admin/users/${id}`} className="flex items-center gap-3 px-4 py-3 transition hover:bg-sunken">
              <Avatar name={displayName} size={38} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{displayName}</span>
                <span className="block truncate text-sm text-muted">
                  @{username} · {t(`translation:role.${role}`)}
                </span>
              </span>
              <Badge tone={STATUS_TONES[status]}>{t(`users.status.${status}`)}</Badge>
            </Link>
          </li>
        )}
      </Listing>
    </>
  );
}
