import type { ReactNode } from 'react';

/** Values by name, longest across the whole width. A list, so that it reads as one too. */
export function Bars({ bars }: { bars: readonly { label: string; value: number; colour: string }[] }): ReactNode {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <ul className="flex flex-col gap-3">
      {bars.map(({ label, value, colour }) => (
        <li key={label} className="flex items-center gap-3 text-sm">
          <span className="w-20 shrink-0 truncate text-muted">{label}</span>
          <span className="h-3 flex-1 overflow-hidden rounded-full bg-sunken" aria-hidden>
            <span className="block h-full rounded-full transition-[width] duration-500" style={{ width: `${(100 * value) / most}%`, background: colour }} />
          </span>
          <span className="w-10 shrink-0 text-right font-medium tabular-nums">{value}</span>
        </li>
      ))}
    </ul>
  );
}

const HEIGHT = 130;
const STEP = 26;

/** Values one after the other, as columns; the highest is named, and each by a tip. */
export function Columns({ label, columns }: { label: string; columns: readonly { label: string; value: number }[] }): ReactNode {
  const most = Math.max(1, ...columns.map(({ value }) => value));
  const width = columns.length * STEP;
  return (
    <svg role="img" aria-label={`${label}: ${columns.map((column) => `${column.label} ${column.value}`).join(', ')}`} viewBox={`-12 -14 ${width + 24} ${HEIGHT + 34}`} className="h-full w-full text-[10px]">
      {[0, 0.5, 1].map((part) => (
        <line key={part} x1={0} x2={width} y1={HEIGHT * part} y2={HEIGHT * part} stroke="var(--line)" />
      ))}
      {columns.map((column, index) => {
        const height = (HEIGHT * column.value) / most;
        return (
          <g key={column.label}>
            <title>{`${column.label}: ${column.value}`}</title>
            <rect x={index * STEP + 5} y={HEIGHT - height} width={STEP - 10} height={height} rx={3} fill="var(--accent)" />
            {column.value > 0 && (
              <text x={index * STEP + STEP / 2} y={HEIGHT - height - 4} textAnchor="middle" fill="var(--muted)">
                {column.value}
              </text>
            )}
            {(columns.length - 1 - index) % 3 === 0 && (
              <text x={index * STEP + STEP / 2} y={HEIGHT + 15} textAnchor="middle" fill="var(--muted)">
                {column.label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
