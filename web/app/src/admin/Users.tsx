import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { parley } from '../lib/parley';
import { useSettled } from '../lib/settled';
import { Avatar } from '../ui';
import { SearchField } from '../ui/SearchField';
import { Badge, Heading, Listing, useListed } from './parts';

export const STATUS_TONES = { active: 'good', banned: 'bad', disabled: 'quiet' } as const;

export default function Users(): ReactNode {
  const { t } = useTranslation('admin');
  const [typed, setTyped] = useState('');
  const asked = useSettled(typed.trim());
  const users = useListed(['users', asked], (after) => parley.admin.users(asked, after));
  return (
    <>
      <Heading title={t('sections.users')} hint={t('users.hint')}>
        <SearchField label={t('users.search')} value={typed} onChange={setTyped} className="w-full sm:w-72" />
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
