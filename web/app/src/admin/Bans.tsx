import type { Ban } from '@parley/client';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../lib/format';
import { parley } from '../lib/parley';
import { Button, Dialog, Field } from '../ui';
import { Badge, Fault, Heading, Listing, Tabs, Who, useAct, useListed } from './parts';

const STATES = ['appealed', 'holding', 'all'] as const;

/** Who is kept out, why, and what those say against it. */
export default function Bans(): ReactNode {
  const { t } = useTranslation('admin');
  const [state, setState] = useState<(typeof STATES)[number]>('holding');
  const [lifting, setLifting] = useState<Ban | null>(null);
  const { busy, error, act } = useAct();
  const bans = useListed(['bans', state], (after) => parley.admin.bans(state === 'all' ? undefined : state, after));

  async function lift(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    if (lifting && (await act('lift', () => parley.admin.liftBan(lifting.id, reason)))) setLifting(null);
  }

  return (
    <>
      <Heading title={t('sections.bans')} />
      <Tabs label={t('sections.bans')} tabs={STATES} chosen={state} onChoose={setState} name={(one) => t(`bans.states.${one}`)} />
      <Listing query={bans} icon="shield" empty={t('bans.none')}>
        {(ban) => (
          <li key={ban.id} className="px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Who id={ban.userId} />
              <Badge tone={ban.liftedAt ? 'quiet' : 'bad'}>{ban.liftedAt ? t('bans.lifted') : ban.until ? t('users.until', { at: moment(ban.until) }) : t('users.forever')}</Badge>
              {ban.device && <Badge tone="warn">{t('bans.device')}</Badge>}
              <span className="text-xs text-muted">{moment(ban.createdAt)}</span>
              {!ban.liftedAt && (
                <Button tone="quiet" className="ml-auto min-h-8" onClick={() => setLifting(ban)}>
                  {t('users.unban')}
                </Button>
              )}
            </div>
            <p className="mt-1 text-sm text-muted">
              {ban.reason} · {ban.isAutomatic ? t('bans.automatic') : <Who id={ban.bannedBy} />}
            </p>
            {ban.appeal && <blockquote className="mt-2 w-fit max-w-full rounded-2xl rounded-tl-md bg-sunken px-4 py-2 text-sm break-words whitespace-pre-wrap">{ban.appeal}</blockquote>}
          </li>
        )}
      </Listing>
      {lifting && (
        <Dialog title={t('users.unban')} onClose={() => setLifting(null)}>
          <form onSubmit={(event) => void lift(event)} className="flex flex-col gap-4">
            <Field label={t('users.reason')} name="reason" required maxLength={200} autoFocus />
            <Fault>{error}</Fault>
            <Button type="submit" busy={busy === 'lift'}>
              {t('users.unban')}
            </Button>
          </form>
        </Dialog>
      )}
    </>
  );
}
