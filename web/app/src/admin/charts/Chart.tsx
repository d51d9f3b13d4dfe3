import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Plot, valueOf } from './Plot';
import { colourOf, dashOf, type Moment, type Series } from './series';

interface Props {
  title: string;
  /** The span in one figure. */
  total?: string;
  hint?: string;
  moments: readonly Moment[];
  series: readonly Series[];
  shape: 'columns' | 'lines';
  most?: number;
  ticks?: readonly number[];
  whole?: boolean;
  format: (value: number) => string;
}

/** A drawing with its title, what is what, and the same values as a table for who can't see it, or wants them exact. */
export function Chart({ title, total, hint, ...plot }: Props): ReactNode {
  const { moments, series, format } = plot;
  return (
    <section aria-label={title} className="min-w-0 rounded-2xl border border-line bg-surface p-4 sm:p-5">
      <header className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-sm font-semibold">{title}</h3>
        {total !== undefined && <span className="text-lg font-semibold tabular-nums">{total}</span>}
        {hint && <p className="w-full text-xs text-muted">{hint}</p>}
      </header>
      {series.length > 1 && <Legend series={series} />}
      <Plot label={total === undefined ? title : `${title}: ${total}`} {...plot} />
      <Values title={title} moments={moments} series={series} format={format} />
    </section>
  );
}

function Legend({ series }: { series: readonly Series[] }): ReactNode {
  return (
    <ul aria-hidden className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {series.map(({ name }, which) => (
        <li key={name} className="flex items-center gap-1.5">
          <svg width={22} height={6}>
            <line x1={1} x2={21} y1={3} y2={3} stroke={colourOf(which)} strokeWidth={2.5} strokeDasharray={dashOf(which)} strokeLinecap="round" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

function Values({ title, moments, series, format }: Pick<Props, 'title' | 'moments' | 'series' | 'format'>): ReactNode {
  const { t } = useTranslation('admin');
  return (
    <details className="mt-1 text-xs">
      <summary className="w-fit cursor-pointer rounded py-1 text-muted hover:text-ink">
        {t('figures.asTable')}
        <span className="sr-only">: {title}</span>
      </summary>
      <div className="mt-1 max-h-64 overflow-auto" tabIndex={0} role="region" aria-label={`${title}: ${t('figures.asTable')}`}>
        <table className="w-full tabular-nums">
          <caption className="sr-only">{title}</caption>
          <thead className="sticky top-0 bg-surface text-left text-muted">
            <tr>
              <th scope="col" className="py-1 pr-3 font-medium">
                {t('figures.when')}
              </th>
              {series.map(({ name }) => (
                <th key={name} scope="col" className="py-1 pl-3 text-right font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {moments.map(({ long }, index) => (
              <tr key={index}>
                <th scope="row" className="py-1 pr-3 text-left font-normal whitespace-nowrap">
                  {long}
                </th>
                {series.map(({ name, values }) => (
                  <td key={name} className="py-1 pl-3 text-right">
                    {valueOf(values[index], format)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
