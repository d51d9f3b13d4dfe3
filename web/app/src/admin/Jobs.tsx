import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearch } from 'wouter';
import { moment } from '../lib/format';
import { parley } from '../lib/parley';
import { Button, Confirm } from '../ui';
import { Badge, Fault, Heading, Listing, Tabs, useAct, useListed } from './parts';

const TONES = { waiting: 'warn', running: 'good', dead: 'bad' } as const;
const STATES = ['all', 'waiting', 'running', 'dead'] as const;

export default function Jobs(): ReactNode {
  const { t } = useTranslation('admin');
  const asked = new URLSearchParams(useSearch()).get('state');
  const [state, setState] = useState<(typeof STATES)[number]>(STATES.find((one) => one === asked) ?? 'all');
  const { busy, error, act } = useAct();
  const [removing, setRemoving] = useState<{ id: number; kind: string } | null>(null);
  const jobs = useListed(['jobs', state], (after) => parley.admin.jobs(state === 'all' ? undefined : state, after), 10_000);
  return (
    <>
      <Heading title={t('sections.jobs')} />
      <Tabs label={t('sections.jobs')} tabs={STATES} chosen={state} onChoose={setState} name={(one) => t(`jobs.states.${one}`)} />
      <Fault>{error}</Fault>
      <Listing query={jobs} icon="gear" empty={t('jobs.none')}>
        {(job) => (
          <li key={job.id} className="px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">{job.kind}</span>
              <Badge tone={TONES[job.state]}>{t(`jobs.states.${job.state}`)}</Badge>
              <span className="text-xs text-muted">
                #{job.id} · {t('jobs.attempts', { count: job.attempts })} · {job.state === 'running' ? t('jobs.owner', { name: job.owner }) : t('jobs.due', { at: moment(job.deadAt ?? job.dueAt) })}
              </span>
              <span className="ml-auto flex gap-1">
                {job.state === 'dead' && (
                  <Button tone="quiet" className="min-h-8" busy={busy === `retry${job.id}`} onClick={() => void act(`retry${job.id}`, () => parley.admin.retryJob(job.id))}>
                    {t('jobs.retry')}
                  </Button>
                )}
                {job.state !== 'running' && (
                  <Button tone="danger" className="min-h-8" busy={busy === `remove${job.id}`} onClick={() => setRemoving(job)}>
                    {t('jobs.remove')}
                  </Button>
                )}
              </span>
            </div>
            {job.lastError && <p className="mt-1 text-sm break-words text-danger">{job.lastError}</p>}
          </li>
        )}
      </Listing>
      {removing && (
        <Confirm
          title={t('jobs.removeAsk', { name: `${removing.kind} #${removing.id}` })}
          yes={t('jobs.remove')}
          onYes={() => {
            setRemoving(null);
            void act(`remove${removing.id}`, () => parley.admin.removeJob(removing.id));
          }}
          onClose={() => setRemoving(null)}
        >
          {t('jobs.removeMeans')}
        </Confirm>
      )}
    </>
  );
}
