import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { parley } from '../lib/parley';
import { Icon, type IconName } from '../ui/icons';
import { CallItem } from './Emergency';
import { Heading, Waiting, itemsOf, useListed } from './parts';
import { ReportItem } from './Reports';

const EVERY = 10_000;

/** What waits for somebody, and how the server does. */
export default function Dashboard({ rank }: { rank: number }): ReactNode {
  const { t } = useTranslation('admin');
  const reports = useListed(['reports', 'open'], (after) => parley.admin.reports('open', after), EVERY);
  const calls = useListed(['emergency'], (after) => parley.admin.helpCalls(after), EVERY);
  return (
    <>
      <Heading title={t('sections.dashboard')} />
      <ul className="mb-6 grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Tile icon="flag" to="/admin/reports" label={t('openReports')} value={countOf(reports)} bad={itemsOf(reports).length > 0} />
        <Tile icon="sos" to="/admin/emergency" label={t('helpCalls')} value={countOf(calls)} />
        {rank === 3 && <DeadJobs />}
      </ul>
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

function DeadJobs(): ReactNode {
  const { t } = useTranslation('admin');
  const jobs = useListed(['jobs', 'dead'], (after) => parley.admin.jobs('dead', after), EVERY);
  return <Tile icon="gear" to="/admin/jobs" label={t('deadJobs')} value={countOf(jobs)} bad={itemsOf(jobs).length > 0} />;
}

export function Tile({ icon, to, label, value, bad }: { icon: IconName; to?: string; label: string; value: ReactNode; bad?: boolean }): ReactNode {
  const inside = (
    <>
      <span className={`flex items-center gap-2 text-sm ${bad ? 'text-danger' : 'text-muted'}`}>
        <Icon name={icon} size={17} />
        {label}
      </span>
      <span className="mt-1 block text-2xl font-semibold tabular-nums">{value}</span>
    </>
  );
  return (
    <li className="rounded-2xl border border-line bg-surface">
      {to ? (
        <Link href={to} className="block rounded-2xl p-4 transition hover:bg-sunken">
          {inside}
        </Link>
      ) : (
        <div className="p-4">{inside}</div>
      )}
    </li>
  );
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
