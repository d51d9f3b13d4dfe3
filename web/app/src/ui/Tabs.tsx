import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { cx } from './index';

export interface Tab {
  to: string;
  label: string;
  /** How many wait there. */
  badge?: number;
}

/** Places beside each other, of which one is shown: links, since each has its own address. */
export function Tabs({ label, tabs, here }: { label: string; tabs: readonly Tab[]; here: string }): ReactNode {
  return (
    <nav aria-label={label} className="-mb-px flex gap-4 overflow-x-auto pt-2">
      {tabs.map(({ to, label: name, badge = 0 }) => (
        <Link
          key={to}
          href={to}
          aria-current={to === here ? 'page' : undefined}
          className={cx('flex shrink-0 items-center gap-1.5 border-b-2 pb-2 text-sm -outline-offset-2', to === here ? 'border-accent font-medium text-accent' : 'border-transparent text-muted hover:text-ink')}
        >
          {name}
          {badge > 0 && <span className="min-w-5 rounded-full bg-danger px-1.5 text-center text-xs leading-5 font-semibold text-white dark:text-black">{badge > 99 ? '99+' : badge}</span>}
        </Link>
      ))}
    </nav>
  );
}
