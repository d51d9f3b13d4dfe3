import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { faultText } from '../lib/faults';
import { moment } from '../lib/format';
import { parley } from '../lib/parley';
import { Avatar, Button, Choice, Confirm, IconButton } from '../ui';
import { Activity } from './Activity';
import { Badge, Facts, Fault, Waiting, useAct } from './parts';
import { RANKS, useRank } from './rank';
import { Sanction, type SanctionName } from './Sanction';
import { STATUS_TONES } from './Users';

const ROLES = ['customer', 'provider', 'agent', 'admin'] as const;
type Role = (typeof ROLES)[number];

/** All of an account, and what may be done about it. */
export default function Person({ id }: { id: number }): ReactNode {
  const { t } = useTranslation('admin');
  const [, go] = useLocation();
  const rank = useRank();
  const { busy, error, act } = useAct();
  const [asking, setAsking] = useState<SanctionName | null>(null);
  // With the keyboard a choice passes by what lies between.
  const [role, setRole] = useState<Role | null>(null);
  const found = useQuery({ queryKey: ['admin', 'user', id], queryFn: () => parley.admin.user(id) });
  if (found.isPending) return <Waiting />;
  if (found.isError) return <Fault>{faultText(found.error)}</Fault>;
  const { user, ...more } = found.data;
  // Nobody acts on those who are not below oneself.
  const mayAct = RANKS[user.role] < rank;

  return (
    <>
      <IconButton icon="back" label={t('translation:back')} onClick={() => go('/admin/users')} className="mb-2 -ml-2" />
      <header className="mb-5 flex flex-wrap items-center gap-4">
        <Avatar name={user.displayName} size={60} online={more.connections > 0} />
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-xl font-semibold">{user.displayName}</h1>
          <p className="text-sm text-muted">
            @{user.username} · #{user.id}
          </p>
        </div>
        <Badge tone={STATUS_TONES[user.status]}>{t(`users.status.${user.status}`)}</Badge>
      </header>
      {user.status !== 'active' && (
        <p className="mb-4 rounded-xl bg-danger-soft px-4 py-3 text-sm text-danger">
          {user.reason} {user.bannedUntil && `· ${t('users.until', { at: moment(user.bannedUntil) })}`}
        </p>
      )}
      <section className="mb-4 rounded-2xl border border-line bg-surface p-5">
        <Facts
          facts={[
            [t('users.realName'), more.realName],
            [t('translation:phone'), more.phone],
            [t('users.email'), more.email],
            [t('users.weChat'), more.hasWeChat ? t('users.bound') : null],
            [t('users.externalId'), more.externalUserId],
            [t('users.connections'), more.connections],
            [t('users.lastSeen'), more.lastSeenAt ? moment(more.lastSeenAt) : t('never')],
            [t('users.since'), moment(more.createdAt)],
          ]}
        />
      </section>
      {mayAct && (
        <section className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-5">
          <Choice label={t('users.role')} className="max-w-60" value={user.role} disabled={busy !== null} onChange={(event) => setRole(event.target.value as Role)}>
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {t(`translation:role.${role}`)}
              </option>
            ))}
          </Choice>
          <div className="flex flex-wrap gap-2">
            {user.status === 'active' ? (
              <>
                <Button tone="danger" onClick={() => setAsking('ban')}>
                  {t('users.ban')}
                </Button>
                <Button tone="danger" onClick={() => setAsking('disable')}>
                  {t('users.disable')}
                </Button>
              </>
            ) : (
              <Button onClick={() => setAsking('unban')}>{t('users.unban')}</Button>
            )}
            <Button tone="quiet" onClick={() => setAsking('signOut')}>
              {t('users.signOut')}
            </Button>
          </div>
          <Fault>{error}</Fault>
        </section>
      )}
      <Activity of={more} />
      {role && (
        <Confirm
          title={t('users.roleAsk', { name: user.displayName, role: t(`translation:role.${role}`) })}
          yes={t(`translation:role.${role}`)}
          onYes={() => {
            setRole(null);
            void act('role', () => parley.admin.setRole(id, role));
          }}
          onClose={() => setRole(null)}
        />
      )}
      {asking && <Sanction name={asking} id={id} onClose={() => setAsking(null)} />}
    </>
  );
}
