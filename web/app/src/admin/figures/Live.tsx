import type { LiveFigures } from '@parley/client';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../ui';
import { Bars } from '../charts/Bars';
import { Chart } from '../charts/Chart';
import { colourOf } from '../charts/series';
import { Broken, Waiting } from '../parts';
import { Tile } from './Tile';
import { useLiveFigures } from './useLiveFigures';

const SURFACES = ['im', 'social', 'rooms', 'web', 'market'] as const;

/** What waits for somebody, and, for who may know, how it is just now on all nodes together. */
export function Live({ rank, tenantId, children }: { rank: number; tenantId: number | undefined; children: ReactNode }): ReactNode {
  return rank >= 2 ? <Figures tenantId={tenantId}>{children}</Figures> : <ul className="mb-8 grid grid-cols-2 gap-3">{children}</ul>;
}

function Figures({ tenantId, children }: { tenantId: number | undefined; children: ReactNode }): ReactNode {
  const { t } = useTranslation('admin');
  const figures = useLiveFigures(tenantId);
  const now = figures.data?.at(-1);
  const exact = new Intl.DateTimeFormat(i18next.language, { timeStyle: 'medium', hour12: false });
  return (
    <section aria-label={t('live.title')} className="mb-8">
      <header className="mb-4 flex items-center gap-2.5">
        <span aria-hidden className={cx('size-2.5 rounded-full', figures.isError ? 'bg-danger' : 'animate-pulse bg-online')} />
        <h2 className="text-base font-semibold">{t('live.title')}</h2>
        {now && <span className="text-xs text-muted tabular-nums">{t(figures.isError ? 'live.stale' : 'live.at', { at: exact.format(new Date(now.at)) })}</span>}
      </header>
      <ul className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-4">
        {children}
        <LiveTiles now={now} />
      </ul>
      {now ? <LiveCharts now={now} trail={figures.data ?? []} exact={exact} /> : figures.isError ? <Broken error={figures.error} onAgain={() => void figures.refetch()} /> : <Waiting />}
    </section>
  );
}

function LiveTiles({ now }: { now: LiveFigures | undefined }): ReactNode {
  const { t } = useTranslation('admin');
  const shown = (value: number | null | undefined): string => value?.toLocaleString() ?? '…';
  return (
    <>
      <Tile icon="people" label={t('live.people')} value={shown(now?.people)} />
      <Tile icon="phone" label={t('live.connections')} value={shown(now?.connections)} />
      {now?.jobs && (
        <>
          <Tile icon="home" label={t('live.nodes')} value={shown(now.nodes)} />
          <Tile icon="send" label={t('live.queue')} value={shown(now.sendQueue)} />
          <Tile icon="clock" to="/admin/jobs" label={t('live.jobs')} value={`${shown(now.jobs.waiting)} · ${shown(now.jobs.running)}`} />
          <Tile icon="gear" to="/admin/jobs?state=dead" label={t('deadJobs')} value={shown(now.jobs.dead)} bad={now.jobs.dead > 0} />
        </>
      )}
    </>
  );
}

/** Of all tenants, how much is said; of one, how many are there. */
function LiveCharts({ now, trail, exact }: { now: LiveFigures; trail: readonly LiveFigures[]; exact: Intl.DateTimeFormat }): ReactNode {
  const { t } = useTranslation('admin');
  const isWhole = typeof now.messagesPerSecond === 'number';
  const title = t(isWhole ? 'live.rate' : 'live.connections');
  const valueIn = ({ messagesPerSecond, connections }: LiveFigures): number => (isWhole ? (messagesPerSecond ?? 0) : connections);
  const format = (value: number): string => value.toLocaleString(i18next.language, { maximumFractionDigits: value < 10 ? 2 : 0 });
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Chart
        title={title}
        total={format(valueIn(now))}
        moments={trail.map(({ at }) => ({ short: exact.format(new Date(at)), long: exact.format(new Date(at)) }))}
        series={[{ name: title, values: trail.map(valueIn) }]}
        shape="lines"
        whole={!isWhole}
        most={1}
        format={format}
      />
      <section aria-label={t('live.surfaces')} className="flex flex-col rounded-2xl border border-line bg-surface p-4 sm:p-5">
        <h3 className="mb-3 text-sm font-semibold">{t('live.surfaces')}</h3>
        <div className="flex flex-1 flex-col justify-center">
          <Bars bars={SURFACES.map((surface) => ({ label: t(`live.names.${surface}`), value: now.surfaces[surface], colour: colourOf(0) }))} />
        </div>
      </section>
    </div>
  );
}
