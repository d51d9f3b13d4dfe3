import { isParleyError } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { moment } from '../lib/format';
import { parley } from '../lib/parley';
import { Button, IconButton, TextArea } from '../ui';
import { Badge, Facts, Fault, Waiting, Who, useAct } from './parts';
import { REPORT_TONES } from './Reports';

/** One report: what was said, by whom, and what becomes of it. */
export default function ReportPage({ id }: { id: number }): ReactNode {
  const { t } = useTranslation('admin');
  const [, go] = useLocation();
  const { busy, error, act } = useAct();
  const [note, setNote] = useState('');
  const found = useQuery({ queryKey: ['admin', 'report', id], queryFn: () => parley.admin.report(id) });
  if (found.isPending) return <Waiting />;
  if (found.isError) return <Fault>{isParleyError(found.error) ? found.error.message : t('failed')}</Fault>;
  const report = found.data;
  const isOver = report.state === 'resolved' || report.state === 'dismissed';
  return (
    <>
      <IconButton icon="back" label={t('translation:back')} onClick={() => go('/admin/reports')} className="mb-2 -ml-2" />
      <header className="mb-5 flex items-center gap-3">
        <h1 className="text-xl font-semibold">{t(`translation:reasons.${report.reason}`, report.reason)}</h1>
        <Badge tone={REPORT_TONES[report.state]}>{t(`reports.states.${report.state}`)}</Badge>
      </header>
      <section className="mb-4 rounded-2xl border border-line bg-surface p-5">
        <h2 className="mb-2 text-sm font-semibold text-muted">{t('reports.said')}</h2>
        {report.messageId ? (
          <blockquote className="w-fit max-w-full rounded-2xl rounded-tl-md bg-sunken px-4 py-2.5 break-words whitespace-pre-wrap">
            {report.evidenceType && report.evidenceType !== 'text' && <span className="mr-1 text-muted">{t(`translation:kind.${report.evidenceType}`)}</span>}
            {report.evidence}
          </blockquote>
        ) : (
          <p className="text-muted">{t('reports.noMessage')}</p>
        )}
        {report.detail && <p className="mt-3 whitespace-pre-wrap">{report.detail}</p>}
      </section>
      <section className="mb-4 rounded-2xl border border-line bg-surface p-5">
        <Facts
          facts={[
            [t('reports.against'), <Who id={report.targetUserId} />],
            [t('reports.by'), <Who id={report.reporterId} />],
            [t('translation:order.when'), moment(report.createdAt)],
            [t('reports.conversation'), report.conversationId ? `#${report.conversationId}` : null],
            [t('reports.takenBy'), report.takenBy ? <Who id={report.takenBy} /> : null],
            [t('reports.closedBy'), report.closedBy ? <Who id={report.closedBy} /> : null],
            [t('reports.note'), report.note],
          ]}
        />
      </section>
      <section className="flex flex-col gap-4">
        {!isOver && <TextArea label={t('reports.note')} value={note} maxLength={1000} onChange={(event) => setNote(event.target.value)} />}
        <Fault>{error}</Fault>
        <div className="flex flex-wrap gap-2">
          {report.state === 'open' && (
            <Button busy={busy === 'take'} onClick={() => void act('take', () => parley.admin.decide(id, 'take'))}>
              {t('reports.take')}
            </Button>
          )}
          {!isOver &&
            (['resolve', 'dismiss'] as const).map((decision) => (
              <Button key={decision} tone={decision === 'resolve' && report.state === 'taken' ? 'primary' : 'quiet'} busy={busy === decision} onClick={() => void act(decision, () => parley.admin.decide(id, decision, note.trim()))}>
                {t(`reports.${decision}`)}
              </Button>
            ))}
          <Link href={`/admin/users/${report.targetUserId}`} className="inline-flex min-h-9 items-center rounded-lg bg-danger-soft px-3.5 text-sm font-medium text-danger">
            {t('reports.banPerson')}
          </Link>
        </div>
      </section>
    </>
  );
}
