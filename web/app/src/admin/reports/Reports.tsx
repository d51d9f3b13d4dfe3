import type { Report, ReportState } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { brief } from '../../lib/format';
import { parley } from '../../lib/parley';
import { Badge, Heading, Listing, NameOf, Tabs, useListed } from '../parts';

export const REPORT_TONES = { open: 'warn', taken: 'good', resolved: 'quiet', dismissed: 'quiet' } as const;
const STATES = ['open', 'taken', 'resolved', 'dismissed'] as const;

export default function Reports(): ReactNode {
  const { t } = useTranslation('admin');
  const [state, setState] = useState<ReportState>('open');
  const reports = useListed(['reports', state], (after) => parley.admin.reports(state, after), 15_000);
  return (
    <>
      <Heading title={t('sections.reports')} />
      <Tabs label={t('sections.reports')} tabs={STATES} chosen={state} onChoose={setState} name={(one) => t(`reports.states.${one}`)} />
      <Listing query={reports} icon="flag" empty={t('reports.none')}>
        {(report) => <ReportItem key={report.id} report={report} />}
      </Listing>
    </>
  );
}

export function ReportItem({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation('admin');
  return (
    <li>
      <Link href={`/admin/reports/${report.id}`} className="flex items-start gap-3 px-4 py-3 transition hover:bg-sunken">
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className="truncate font-medium">{t(`translation:reasons.${report.reason}`, report.reason)}</span>
            <time className="ml-auto shrink-0 text-xs text-muted">{brief(report.createdAt)}</time>
          </span>
          <span className="mt-0.5 block truncate text-sm">
            {t('reports.against')} <NameOf id={report.targetUserId} /> · {t('reports.by')} <NameOf id={report.reporterId} />
          </span>
          <span className="mt-0.5 line-clamp-2 text-sm text-muted">{report.evidence || (report.evidenceType && report.evidenceType !== 'text' && t(`translation:kind.${report.evidenceType}`)) || report.detail || t('reports.noMessage')}</span>
        </span>
        <Badge tone={REPORT_TONES[report.state]}>{t(`reports.states.${report.state}`)}</Badge>
      </Link>
    </li>
  );
}
