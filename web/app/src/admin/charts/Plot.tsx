import { useState, type PointerEvent, type ReactNode } from 'react';
import { cx } from '../../ui';
import { Columns, Lines } from './marks';
import { across, labelled, ticksTo } from './scale';
import { colourOf, type Moment, type Series } from './series';
import { useWidth } from './useWidth';

const ABOVE = 10;
const BELOW = 24;

interface Props {
  /** What a screen reader says of the drawing. */
  label: string;
  moments: readonly Moment[];
  series: readonly Series[];
  shape: 'columns' | 'lines';
  /** What the axis reaches at least. */
  most?: number;
  /** What the axis says, where it isn't for the values to decide. */
  ticks?: readonly number[];
  whole?: boolean;
  format: (value: number) => string;
  height?: number;
}

/** Values over time: axes, and under the pointer or the finger what was when. */
export function Plot({ label, moments, series, shape, most = 0, ticks: given, whole = true, format, height = 190 }: Props): ReactNode {
  const [ref, full] = useWidth<HTMLDivElement>();
  const [chosen, setChosen] = useState<number | null>(null);
  const ticks = given ?? ticksTo(Math.max(most, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))), whole);
  const left = 12 + Math.max(...ticks.map((tick) => format(tick).length)) * 6.5;
  const width = Math.max(0, full - left - 8);
  const tall = height - ABOVE - BELOW;
  const top = ticks.at(-1) || 1;
  const down = (value: number): number => tall - (value / top) * tall;
  const isLabelled = labelled(moments.length, width, 14 + Math.max(0, ...moments.map(({ short }) => short.length)) * 7);
  const Marks = shape === 'columns' ? Columns : Lines;
  const moment = chosen === null ? undefined : moments[chosen];

  function choose({ clientX, currentTarget }: PointerEvent<SVGSVGElement>): void {
    const x = clientX - currentTarget.getBoundingClientRect().left - left;
    setChosen(Math.max(0, Math.min(moments.length - 1, Math.floor((x / width) * moments.length))));
  }

  return (
    <div ref={ref} className="relative" style={{ height }}>
      {width > 0 && (
        <svg role="img" aria-label={label} width={full} height={height} className="block touch-pan-y text-[11px]" onPointerMove={choose} onPointerDown={choose} onPointerLeave={() => setChosen(null)}>
          <g transform={`translate(${left} ${ABOVE})`}>
            {ticks.map((tick) => (
              <g key={tick} transform={`translate(0 ${down(tick)})`}>
                <line x2={width} stroke="var(--line)" />
                <text x={-8} dy="0.35em" textAnchor="end" fill="var(--muted)">
                  {format(tick)}
                </text>
              </g>
            ))}
            {moments.map(({ short }, index) =>
              isLabelled(index) ? (
                <text key={index} x={across(index, moments.length, width)} y={tall + 18} textAnchor={index === moments.length - 1 && moments.length > 8 ? 'end' : 'middle'} dx={index === moments.length - 1 && moments.length > 8 ? 8 : 0} fill="var(--muted)">
                  {short}
                </text>
              ) : null,
            )}
            {chosen !== null && <line x1={across(chosen, moments.length, width)} x2={across(chosen, moments.length, width)} y2={tall} stroke="var(--faint)" strokeDasharray="3 3" />}
            <Marks series={series} width={width} height={tall} down={down} chosen={chosen} />
          </g>
        </svg>
      )}
      {moment && chosen !== null && (
        <div
          aria-hidden
          className={cx('pointer-events-none absolute top-0 z-10 rounded-lg border border-line bg-raised px-3 py-2 text-xs whitespace-nowrap shadow-lg', chosen * 2 < moments.length ? 'translate-x-3' : '-translate-x-full -ml-3')}
          style={{ left: left + across(chosen, moments.length, width) }}
        >
          <p className="mb-1 text-muted">{moment.long}</p>
          {series.map(({ name, values }, which) => (
            <p key={name} className="flex items-center gap-2">
              <span className="size-2 rounded-full" style={{ background: colourOf(which) }} />
              <span className="flex-1">{name}</span>
              <span className="pl-3 font-semibold tabular-nums">{valueOf(values[chosen], format)}</span>
            </p>
          ))}
        </div>
      )}
    </div>
  );
}

export const valueOf = (value: number | null | undefined, format: (value: number) => string): string => (value === null || value === undefined ? '–' : format(value));
