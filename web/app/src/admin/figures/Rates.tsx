import type { Statistic } from '@parley/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../charts/Chart';
import { valueOf } from '../charts/Plot';
import type { Moment } from '../charts/series';
import { meanStars, shares, sum } from './sums';

const percent = (value: number): string => `${Math.round(value * 100)}%`;

/** How many orders come to something, and how those who rate are pleased. */
export function Rates({ statistics, moments }: { statistics: readonly Statistic[]; moments: readonly Moment[] }): ReactNode {
  const { t } = useTranslation('admin');
  const stars = meanStars(statistics);
  const { conversion, completion } = shares(statistics);
  return (
    <>
      <Chart
        title={t('figures.rates')}
        total={[conversion, completion].map((whole) => valueOf(whole, percent)).join(' · ')}
        hint={t('figures.ratesHint')}
        moments={moments}
        shape="lines"
        ticks={[0, 0.25, 0.5, 0.75, 1]}
        format={percent}
        series={[
          { name: t('figures.conversion'), values: statistics.map((one) => one.conversion ?? null) },
          { name: t('figures.completion'), values: statistics.map((one) => one.completion ?? null) },
        ]}
      />
      <Chart
        title={t('figures.satisfaction')}
        total={stars === null ? '–' : `★ ${stars.toFixed(1)}`}
        hint={t('figures.satisfactionHint', { count: sum(statistics, (one) => one.reviews) })}
        moments={moments}
        shape="lines"
        ticks={[0, 1, 2, 3, 4, 5]}
        format={(value) => (Number.isInteger(value) ? String(value) : value.toFixed(1))}
        series={[{ name: t('figures.satisfaction'), values: statistics.map(({ satisfaction }) => satisfaction ?? null) }]}
      />
    </>
  );
}
