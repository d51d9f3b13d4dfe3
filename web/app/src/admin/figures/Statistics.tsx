import type { Statistic } from '@parley/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../../lib/parley';
import { Chart } from '../charts/Chart';
import { Broken, Tabs, Waiting } from '../parts';
import { Rates } from './Rates';
import { SPANS, momentsOf, spanOf, type Span } from './span';
import { sum } from './sums';

const EVERY = 60_000;

/** What happened hour by hour, or day by day; an operator's of one tenant, or of all. */
export function Statistics({ tenantId }: { tenantId: number | undefined }): ReactNode {
  const { t } = useTranslation('admin');
  const [span, setSpan] = useState<Span>('hours');
  const found = useQuery({
    queryKey: ['admin', 'statistics', span, tenantId],
    queryFn: () => parley.admin.statistics({ ...spanOf(span), ...(tenantId ? { tenantId } : {}) }),
    refetchInterval: EVERY,
    placeholderData: keepPreviousData,
  });
  return (
    <section aria-label={t('figures.title')} className="mb-8">
      <header className="flex flex-wrap items-start justify-between gap-x-4">
        <h2 className="mb-4 pt-1.5 text-base font-semibold">{t('figures.title')}</h2>
        <Tabs label={t('figures.span')} tabs={SPANS} chosen={span} onChoose={setSpan} name={(one) => t(`figures.spans.${one}`)} />
      </header>
      {found.isPending ? <Waiting /> : found.isError ? <Broken error={found.error} onAgain={() => void found.refetch()} /> : <Charts span={found.isPlaceholderData ? spanShown(found.data) : span} statistics={found.data} />}
      {span === 'days' && <p className="mt-2 text-xs text-muted">{t('figures.utc')}</p>}
    </section>
  );
}

/** Which span an answer is of that still stands there while another is asked for. */
const spanShown = (statistics: readonly Statistic[]): Span => (statistics.length === 24 ? 'hours' : 'days');

function Charts({ span, statistics }: { span: Span; statistics: readonly Statistic[] }): ReactNode {
  const { t } = useTranslation('admin');
  const moments = momentsOf(span, statistics);
  const format = (value: number): string => value.toLocaleString();
  const count = (value: (one: Statistic) => number): { total: string; values: number[] } => ({ total: format(sum(statistics, value)), values: statistics.map(value) });
  const messages = count((one) => one.messages);
  const newUsers = count((one) => one.newUsers);
  const steps = (['created', 'confirmed', 'completed', 'cancelled'] as const).map((step) => ({ name: t(`figures.steps.${step}`), ...count((one) => one.orders[step]) }));
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Chart title={t('figures.messages')} total={messages.total} moments={moments} shape="columns" format={format} series={[{ name: t('figures.messages'), values: messages.values }]} />
      <Chart title={t('figures.activeUsers')} moments={moments} shape="lines" format={format} series={[{ name: t('figures.activeUsers'), values: statistics.map(({ activeUsers }) => activeUsers) }]} />
      <Chart title={t('figures.orders')} total={steps[0]?.total ?? ''} moments={moments} shape="lines" format={format} series={steps} />
      <Chart title={t('figures.newUsers')} total={newUsers.total} moments={moments} shape="columns" format={format} series={[{ name: t('figures.newUsers'), values: newUsers.values }]} />
      <Rates statistics={statistics} moments={moments} />
    </div>
  );
}
