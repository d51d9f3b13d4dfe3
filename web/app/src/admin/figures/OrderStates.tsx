import type { OrderStatus } from '@parley/client';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../../lib/parley';
import { Bars } from '../charts/Bars';

const EVERY = 30_000;
const STATUSES: readonly OrderStatus[] = ['pending', 'confirmed', 'in_progress', 'completed', 'cancelled'];
const COLOURS: Record<OrderStatus, string> = { pending: 'var(--warn)', confirmed: 'var(--accent)', in_progress: 'var(--accent)', completed: 'var(--online)', cancelled: 'var(--danger)' };

/** Where the tenant's orders stand. */
export function OrderStates(): ReactNode {
  const { t } = useTranslation('admin');
  const counts = useQueries({
    queries: STATUSES.map((status) => ({ queryKey: ['admin', 'orders', status], queryFn: async () => (await parley.orders.list({ status, limit: 1 })).total, refetchInterval: EVERY })),
  });
  return (
    <section aria-label={t('figures.byState')} className="mb-8 rounded-2xl border border-line bg-surface p-4 sm:p-5">
      <h2 className="mb-3 text-sm font-semibold">{t('figures.byState')}</h2>
      <Bars bars={STATUSES.map((status, index) => ({ label: t(`translation:status.${status}`), value: counts[index]?.data ?? 0, colour: COLOURS[status] }))} />
    </section>
  );
}
