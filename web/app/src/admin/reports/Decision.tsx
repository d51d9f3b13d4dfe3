import type { Report } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { parley } from '../../lib/parley';
import { Button, TextArea } from '../../ui';
import { Fault, useAct } from '../parts';
import { RANKS, useRank } from '../rank';
import { Sanction, type SanctionName } from '../Sanction';

/** What becomes of a report, and of whom it is about. */
export function Decision({ report: { id, state, targetUserId } }: { report: Report }): ReactNode {
  const { t } = useTranslation('admin');
  const rank = useRank();
  const { busy, error, act } = useAct();
  const [note, setNote] = useState('');
  const [asking, setAsking] = useState<SanctionName | null>(null);
  const target = useQuery({ queryKey: ['admin', 'user', targetUserId], queryFn: () => parley.admin.user(targetUserId), enabled: rank >= 2, retry: false }).data?.user;
  const isOver = state === 'resolved' || state === 'dismissed';
  return (
    <section aria-label={t('reports.decision')} className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-5">
      {!isOver && <TextArea label={t('reports.note')} value={note} maxLength={1000} onChange={(event) => setNote(event.target.value)} />}
      <Fault>{error}</Fault>
      <div className="flex flex-wrap gap-2">
        {state === 'open' && (
          <Button busy={busy === 'take'} onClick={() => void act('take', () => parley.admin.decide(id, 'take'))}>
            {t('reports.take')}
          </Button>
        )}
        {!isOver &&
          (['resolve', 'dismiss'] as const).map((decision) => (
            <Button key={decision} tone={decision === 'resolve' && state === 'taken' ? 'primary' : 'quiet'} busy={busy === decision} onClick={() => void act(decision, () => parley.admin.decide(id, decision, note.trim()))}>
              {t(`reports.${decision}`)}
            </Button>
          ))}
        {target && RANKS[target.role] < rank && (
          <Button tone={target.status === 'active' ? 'danger' : 'quiet'} onClick={() => setAsking(target.status === 'active' ? 'ban' : 'unban')}>
            {t(target.status === 'active' ? 'reports.ban' : 'users.unban', { name: target.displayName })}
          </Button>
        )}
        {rank >= 2 && (
          <Link href={`/admin/users/${targetUserId}`} className="inline-flex min-h-9 items-center rounded-lg px-3.5 text-sm font-medium text-accent hover:bg-accent-soft">
            {t('reports.banPerson')}
          </Link>
        )}
      </div>
      {asking && <Sanction name={asking} id={targetUserId} onClose={() => setAsking(null)} />}
    </section>
  );
}
