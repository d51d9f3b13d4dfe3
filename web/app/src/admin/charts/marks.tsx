import type { ReactNode } from 'react';
import { across } from './scale';
import { colourOf, dashOf, type Series } from './series';

interface Props {
  series: readonly Series[];
  width: number;
  /** Where a value is from above. */
  down: (value: number) => number;
  height: number;
  chosen: number | null;
}

/** The first series as columns. */
export function Columns({ series: [series], width, down, height, chosen }: Props): ReactNode {
  const values = series?.values ?? [];
  const share = width / values.length;
  const thick = Math.max(1, Math.min(28, share * 0.7));
  return values.map((value, index) =>
    value ? <rect key={index} x={across(index, values.length, width) - thick / 2} y={down(value)} width={thick} height={Math.max(1, height - down(value))} rx={Math.min(3, thick / 3)} fill={colourOf(0)} opacity={chosen === null || chosen === index ? 1 : 0.45} /> : null,
  );
}

/** Every series as a line, broken where there is no value; a point where one stands alone. */
export function Lines({ series, width, down, chosen }: Props): ReactNode {
  return series.map(({ name, values }, which) => (
    <g key={name} stroke={colourOf(which)} fill={colourOf(which)}>
      <path d={path(values, width, down)} fill="none" strokeWidth={2} strokeDasharray={dashOf(which)} strokeLinejoin="round" strokeLinecap="round" />
      {values.map((value, index) =>
        value !== null && (index === chosen || isAlone(values, index)) ? <circle key={index} cx={across(index, values.length, width)} cy={down(value)} r={index === chosen ? 4.5 : 3.5} stroke="var(--surface)" strokeWidth={1.5} /> : null,
      )}
    </g>
  ));
}

const isAlone = (values: Series['values'], index: number): boolean => (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;

function path(values: Series['values'], width: number, down: (value: number) => number): string {
  let drawn = '';
  let isOn = false;
  values.forEach((value, index) => {
    if (value !== null) drawn += `${isOn ? 'L' : 'M'}${across(index, values.length, width).toFixed(1)} ${down(value).toFixed(1)}`;
    isOn = value !== null;
  });
  return drawn;
}
