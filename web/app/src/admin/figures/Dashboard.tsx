import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../../lib/parley';
import { CallItem } from '../CallItem';
import { Heading, Waiting, itemsOf, useListed } from '../parts';
import { ReportItem } from '../reports/Reports';
import { TenantChoice } from '../TenantChoice';
import { Live } from './Live';
import { OrderStates } from './OrderStates';
import { Statistics } from './Statistics';
import { Tile } from './Tile';

const EVERY = 10_000;

/** What waits for somebody, how the server does, and how the marketplace does. */
export default function Dashboard({ rank }: { rank: number }): ReactNode {
  const { t } = useTranslation('admin');
  const [tenantId, setTenantId] = useState<number>();
  const reports = useListed(['reports', 'open'], (after) => parley.admin.reports('open', after), EVERY);
  const calls = useListed(['emergency', 'open'], (after) => parley.admin.helpCalls('open', after), EVERY);
  return (
    <>
      <Heading title={t('sections.dashboard')}>{rank === 3 && <TenantChoice chosen={tenantId} onChoose={setTenantId} />}</Heading>
      <Live rank={rank} tenantId={tenantId}>
        <Tile icon="flag" to="/admin/reports" label={t('openReports')} value={countOf(reports)} bad={itemsOf(reports).length > 0} />
        <Tile icon="sos" to="/admin/emergency" label={t('helpCalls')} value={countOf(calls)} bad={itemsOf(calls).length > 0} />
      </Live>
      {rank >= 2 && <Statistics tenantId={tenantId} />}
      {rank < 3 && <OrderStates />}
      <div className="grid gap-6 lg:grid-cols-2">
        <Latest title={t('latestReports')} isPending={reports.isPending}>
          {itemsOf(reports).slice(0, 5).map((report) => <ReportItem key={report.id} report={report} />)}
        </Latest>
        <Latest title={t('latestCalls')} isPending={calls.isPending}>
          {itemsOf(calls).slice(0, 5).map((call) => <CallItem key={call.id} call={call} />)}
        </Latest>
      </div>
    </>
  );
}

/** As many as the first page holds, and a plus where there are more. */
function countOf(query: ReturnType<typeof useListed<unknown>>): string {
  if (!query.data) return '…';
  return `${itemsOf(query).length}${query.hasNextPage ? '+' : ''}`;
}

function Latest({ title, isPending, children }: { title: string; isPending: boolean; children: ReactNode[] }): ReactNode {
  const { t } = useTranslation('admin');
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-sm font-semibold text-muted">{title}</h2>
      {isPending ? (
        <Waiting />
      ) : children.length === 0 ? (
        <p className="rounded-2xl border border-line bg-surface p-6 text-center text-sm text-muted">{t('allQuiet')}</p>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">{children}</ul>
      )}
    </section>
  );
}
