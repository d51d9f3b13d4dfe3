import type { Order, OrderStatus } from '@parley/client';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { money } from '../lib/format';
import { parley } from '../lib/parley';
import { Bars, Columns } from './charts';
import { Tile } from './Tile';

const EVERY = 15_000;
const DAYS = 14;
const STATUSES: readonly OrderStatus[] = ['pending', 'confirmed', 'in_progress', 'completed', 'cancelled'];
const COLOURS: Record<OrderStatus, string> = { pending: 'var(--warn)', confirmed: 'var(--accent)', in_progress: 'var(--accent)', completed: 'var(--online)', cancelled: 'var(--danger)' };

/** How the tenant's marketplace does: its orders by state, and day by day. */
export function MarketTiles(): ReactNode {
  const { t } = useTranslation('admin');
  const orders = useQuery({ queryKey: ['admin', 'orders', 'newest'], queryFn: newest, refetchInterval: EVERY });
  const services = useQuery({ queryKey: ['admin', 'services'], queryFn: () => parley.services.count(), refetchInterval: EVERY });
  const paid = orders.data?.items.filter(({ paymentStatus, createdAt }) => paymentStatus === 'paid' && isRecent(createdAt)) ?? [];
  return (
    <>
      <Tile icon="order" label={t('market.orders')} value={orders.data?.total ?? '…'} />
      <Tile icon="star" label={t('market.services')} value={services.data ?? '…'} />
      <Tile icon="chart" label={t('market.paid', { count: DAYS })} value={orders.data ? money(paid.reduce((sum, { totalAmount }) => sum + totalAmount, 0), paid[0]?.currency) : '…'} />
    </>
  );
}

export function MarketCharts(): ReactNode {
  const { t, i18n } = useTranslation('admin');
  const orders = useQuery({ queryKey: ['admin', 'orders', 'newest'], queryFn: newest, refetchInterval: EVERY });
  const counts = useQueries({
    queries: STATUSES.map((status) => ({ queryKey: ['admin', 'orders', status], queryFn: async () => (await parley.orders.list({ status, limit: 1 })).total, refetchInterval: EVERY })),
  });
  const bars = STATUSES.map((status, index) => ({ label: t(`translation:status.${status}`), value: counts[index]?.data ?? 0, colour: COLOURS[status] }));
  const format = new Intl.DateTimeFormat(i18n.language, { month: 'numeric', day: 'numeric' });
  return (
    <div className="mb-6 grid gap-6 lg:grid-cols-2">
      <Chart title={t('market.byDay')}>
        <Columns label={t('market.byDay')} columns={byDay(orders.data?.items ?? []).map(({ day, value }) => ({ label: format.format(day), value }))} />
      </Chart>
      <Chart title={t('market.byState')}>
        <Bars bars={bars} />
      </Chart>
    </div>
  );
}

function Chart({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-sm font-semibold text-muted">{title}</h2>
      <div className="flex h-56 flex-col justify-center rounded-2xl border border-line bg-surface p-5">{children}</div>
    </section>
  );
}

/** The newest three hundred, and how many there are in all. */
async function newest(): Promise<{ items: Order[]; total: number }> {
  const items: Order[] = [];
  for (let page = 1; ; page++) {
    const found = await parley.orders.list({ page, limit: 100 });
    items.push(...found.items);
    const oldest = found.items.at(-1);
    if (!oldest || page === 3 || items.length >= found.total || !isRecent(oldest.createdAt)) return { items, total: found.total };
  }
}

const midnight = (): number => new Date().setHours(0, 0, 0, 0);

/** Calendar days back from today; a day of clocks being set isn't 24 hours long. */
const daysAgo = (time: string): number => Math.round((midnight() - new Date(time).setHours(0, 0, 0, 0)) / 86_400_000);

const isRecent = (time: string): boolean => daysAgo(time) < DAYS;

function byDay(orders: readonly Order[]): { day: Date; value: number }[] {
  const counts = new Array<number>(DAYS).fill(0);
  for (const { createdAt } of orders) if (isRecent(createdAt)) counts[DAYS - 1 - Math.max(0, daysAgo(createdAt))]! += 1;
  return counts.map((value, index) => {
    const day = new Date(midnight());
    day.setDate(day.getDate() - (DAYS - 1 - index));
    return { day, value };
  });
}
