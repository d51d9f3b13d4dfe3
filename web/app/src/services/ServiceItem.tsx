import type { Service } from '@parley/client';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { money } from '../lib/format';
import { distance } from '../lib/geo';
import { categoryOf } from '../lib/words';
import { Avatar, Stars, cx } from '../ui';

/** A service in the list of what is near. */
export function ServiceItem({ service, lit, onHover }: { service: Service; lit: boolean; onHover: (id: string | null) => void }): ReactNode {
  return (
    <li>
      <Link
        href={`/services/${service.id}`}
        onMouseEnter={() => onHover(service.id)}
        onMouseLeave={() => onHover(null)}
        className={cx('flex gap-3 rounded-2xl border bg-surface p-3 transition', lit ? 'border-accent shadow-sm' : 'border-line hover:border-faint')}
      >
        <Avatar name={service.provider?.displayName ?? service.name} url={service.images[0] ?? service.provider?.avatarUrl} size={56} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline justify-between gap-2">
            <span className="truncate font-semibold">{service.name}</span>
            <span className="font-semibold text-accent tabular-nums">{money(service.price, service.currency)}</span>
          </span>
          <span className="block truncate text-sm text-muted">
            {service.provider?.displayName} · {categoryOf(service.category)}
          </span>
          <span className="mt-0.5 flex items-center gap-3">
            <Stars rating={service.rating} count={service.reviewCount} />
            {service.distanceKm !== undefined && <span className="text-sm text-muted">{distance(service.distanceKm)}</span>}
          </span>
        </span>
      </Link>
    </li>
  );
}
