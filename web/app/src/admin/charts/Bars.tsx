import type { ReactNode } from 'react';

export interface Bar {
  label: string;
  value: number;
  colour: string;
}

/** Values by name, longest across the whole width. A list, so that it reads as one too. */
export function Bars({ bars }: { bars: readonly Bar[] }): ReactNode {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <ul className="flex flex-col gap-3">
      {bars.map(({ label, value, colour }) => (
        <li key={label} className="flex items-center gap-3 text-sm">
          <span className="w-24 shrink-0 truncate text-muted">{label}</span>
          <span className="h-3 flex-1 overflow-hidden rounded-full bg-sunken" aria-hidden>
            <span className="block h-full rounded-full transition-[width] duration-500" style={{ width: `${(100 * value) / most}%`, background: colour }} />
          </span>
          <span className="min-w-10 shrink-0 text-right font-medium tabular-nums">{value.toLocaleString()}</span>
        </li>
      ))}
    </ul>
  );
}
