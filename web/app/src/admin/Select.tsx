import type { ReactNode } from 'react';

interface Props<T extends string> {
  label: string;
  chosen: T | undefined;
  options: readonly T[];
  name: (option: T) => string;
  /** What it says where nothing is chosen. */
  all: string;
  onChoose: (option: T | undefined) => void;
}

/** One of a few, or all of them: above a list. */
export function Select<T extends string>({ label, chosen, options, name, all, onChoose }: Props<T>): ReactNode {
  return (
    <select
      aria-label={label}
      value={chosen ?? ''}
      onChange={(event) => onChoose(options.find((option) => option === event.target.value))}
      className="max-w-full rounded-lg border border-line bg-surface px-3 py-2 text-sm"
    >
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {name(option)}
        </option>
      ))}
    </select>
  );
}
