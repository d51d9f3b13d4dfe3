import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon, type IconName } from '../../ui/icons';

export function Tile({ icon, to, label, value, bad }: { icon: IconName; to?: string; label: string; value: ReactNode; bad?: boolean }): ReactNode {
  const inside = (
    <>
      <span className={`flex items-center gap-2 text-sm ${bad ? 'text-danger' : 'text-muted'}`}>
        <Icon name={icon} size={17} />
        {label}
      </span>
      <span className="mt-1 block text-2xl font-semibold tabular-nums">{value}</span>
    </>
  );
  return (
    <li className="rounded-2xl border border-line bg-surface">
      {to ? (
        <Link href={to} className="block rounded-2xl p-4 transition hover:bg-sunken">
          {inside}
        </Link>
      ) : (
        <div className="p-4">{inside}</div>
      )}
    </li>
  );
}
