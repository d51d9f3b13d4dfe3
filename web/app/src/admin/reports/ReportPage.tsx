import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { moment } from '../../lib/format';
import { parley } from '../../lib/parley';
import { IconButton } from '../../ui';
import { Badge, Broken, Facts, Waiting, Who } from '../parts';
import { Beside } from './Beside';
import { Conversation } from './Conversation';
import { Decision } from './Decision';
import { SentFile } from './SentFile';
import { REPORT_TONES } from './Reports';

/** One report: what was said, by whom and around it, and what becomes of it. */
export default function ReportPage({ id }: { id: number }): ReactNode {
  const { t } = useTranslation('admin');
  const [, go] = useLocation();
  const found = useQuery({ queryKey: ['admin', 'report', id], queryFn: () => parley.admin.report(id) });
  const report = found.data;
  return (
    <>
      <IconButton icon="back" label={t('translation:back')} onClick={() => go('/admin/reports')} className="mb-2 -ml-2" />
      {report ? (
        <>
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
                <Beside data={report.evidenceData} />
                {report.evidenceFileId && <SentFile type={report.evidenceType} data={report.evidenceData} open={() => parley.admin.reportedFile(id)} />}
              </blockquote>
            ) : (
              <p className="text-muted">{t('reports.noMessage')}</p>
            )}
            {report.detail && <p className="mt-3 break-words whitespace-pre-wrap">{report.detail}</p>}
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
          {report.messageId && <Conversation reportId={id} targetId={report.targetUserId} />}
          <Decision report={report} />
        </>
      ) : found.isError ? (
        <Broken error={found.error} onAgain={() => void found.refetch()} />
      ) : (
        <Waiting />
      )}
    </>
  );
}
