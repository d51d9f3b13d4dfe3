import type { ReactNode } from 'react';
import { Icon } from './icons';
import { cx } from './index';

interface Props {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
  /** Of the field itself: what it stands on differs. */
  tone?: string;
}

/** What is looked for, with a glass before it. */
export function SearchField({ label, placeholder = label, value, onChange, className, tone = 'border-line bg-surface' }: Props): ReactNode {
  return (
    <div className={cx('relative', className)}>
      <Icon name="search" size={17} className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-faint" />
      <input type="search" value={value} onChange={(event) => onChange(event.target.value)} aria-label={label} placeholder={placeholder} className={cx('w-full rounded-full border py-2 pr-3 pl-9 text-sm placeholder:text-faint', tone)} />
    </div>
  );
}
