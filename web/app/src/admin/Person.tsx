import { useQuery } from '@tanstack/react-query';
import { isParleyError } from '@parley/client';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { moment } from '../lib/format';
import { useMe } from '../lib/live';
import { parley } from '../lib/parley';
import { Avatar, Button, Choice, Dialog, Field, IconButton } from '../ui';
import { Badge, Facts, Fault, Waiting, useAct } from './parts';
import { STATUS_TONES } from './Users';

type Asking = 'ban' | 'unban' | 'disable' | 'signOut';
const LENGTHS = [60, 1440, 10080, 43200] as const;
const ROLES = ['customer', 'provider', 'agent', 'admin'] as const;

/** All of an account, and what may be done about it. */
export default function Person({ id }: { id: number }): ReactNode {
  const { t } = useTranslation('admin');
  const [, go] = useLocation();
  const me = useMe().data;
  const { busy, error, act } = useAct();
  const [asking, setAsking] = useState<Asking | null>(null);
  const found = useQuery({ queryKey: ['admin', 'user', id], queryFn: () => parley.admin.user(id) });
  if (found.isPending) return <Waiting />;
  if (found.isError) return <Fault>{isParleyError(found.error) ? found.error.message : t('failed')}</Fault>;
  const { user, ...more } = found.data;
  const mine = me?.numericId === id;

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
      {!mine && (
        <section className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-5">
          {user.role !== 'operator' && (
            <Choice label={t('users.role')} className="max-w-60" value={user.role} disabled={busy !== null} onChange={(event) => void act('role', () => parley.admin.setRole(id, event.target.value))}>
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {t(`translation:role.${role}`)}
                </option>
              ))}
            </Choice>
          )}
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
          <Fault>{asking ? null : error}</Fault>
        </section>
      )}
      {asking && <Ask name={asking} busy={busy !== null} error={error} onClose={() => setAsking(null)} onDone={(work) => void act(asking, work).then((done) => done && setAsking(null))} id={id} />}
    </>
  );
}

function Ask({ name, id, busy, error, onClose, onDone }: { name: Asking; id: number; busy: boolean; error: string | null; onClose: () => void; onDone: (work: () => Promise<unknown>) => void }): ReactNode {
  const { t } = useTranslation('admin');
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const reason = String(form.get('reason') ?? '').trim();
    const minutes = Number(form.get('minutes') ?? 0);
    onDone(() => (name === 'signOut' ? parley.admin.signOutAll(id) : name === 'ban' ? parley.admin.ban(id, reason, minutes || undefined) : parley.admin[name](id, reason)));
  }
  return (
    <Dialog title={t(`users.${name}`)} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {name === 'signOut' ? <p>{t('users.confirmSignOut')}</p> : <Field label={t('users.reason')} name="reason" required maxLength={200} autoFocus {...(name === 'unban' ? {} : { hint: t('users.reasonHint') })} />}
        {name === 'ban' && (
          <Choice label={t('users.length')} name="minutes" defaultValue="1440">
            {LENGTHS.map((length) => (
              <option key={length} value={length}>
                {t(`users.lengths.${length}`)}
              </option>
            ))}
            <option value="0">{t('users.forever')}</option>
          </Choice>
        )}
        <Fault>{error}</Fault>
        <Button type="submit" tone={name === 'unban' ? 'primary' : 'danger'} busy={busy}>
          {t(`users.${name}`)}
        </Button>
      </form>
    </Dialog>
  );
}
