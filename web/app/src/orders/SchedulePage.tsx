import type { Order, OrderStatus } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { clock, date, moment, weekday } from '../lib/format';
import { parley } from '../lib/parley';
import { Button, IconButton, Spinner, cx } from '../ui';
import { OrdersFrame } from './OrdersFrame';
import { StatusChip } from './StatusChip';
import { daysFrom, mondayOf, ordersOf } from './week';

const SHOWN: readonly OrderStatus[] = ['pending', 'confirmed', 'in_progress', 'completed'];
const PAGE = 100;
const MOST_PAGES = 5;

/** All that is to be done, and what was done last. */
async function agreed(): Promise<Order[]> {
  const orders: Order[] = [];
  for (const status of SHOWN)
    for (let page = 1; page <= (status === 'completed' ? 1 : MOST_PAGES); page++) {
      const { items, total } = await parley.orders.list({ role: 'provider', status, page, limit: PAGE });
      orders.push(...items);
      if (page * PAGE >= total) break;
    }
  return orders;
}

/** A provider's week: what is to be done when, and what has no time yet. */
export default function SchedulePage(): ReactNode {
  const { t } = useTranslation();
  const [today] = useState(() => daysFrom(new Date(), 0));
  const [monday, setMonday] = useState(() => mondayOf(today));
  const orders = useQuery({ queryKey: ['orders', 'schedule'], queryFn: agreed });
  const days = Array.from({ length: 7 }, (_, index) => daysFrom(monday, index));
  const untimed = (orders.data ?? []).filter(({ scheduledTime, status }) => scheduledTime === null && status !== 'completed');
  const tools = (
    <div className="flex items-center gap-1 py-2">
      <IconButton icon="back" label={t('order.weekBefore')} onClick={() => setMonday(daysFrom(monday, -7))} />
      <IconButton icon="back" label={t('order.weekAfter')} className="[&>svg]:rotate-180" onClick={() => setMonday(daysFrom(monday, 7))} />
      <Button tone="quiet" onClick={() => setMonday(mondayOf(today))}>
        {t('order.thisWeek')}
      </Button>
      <p aria-live="polite" className="ml-2 font-medium tabular-nums">
        {date(monday)} – {date(daysFrom(monday, 6))}
      </p>
    </div>
  );
  return (
    <OrdersFrame here="/orders/schedule" tools={tools}>
      {orders.isPending ? (
        <Spinner />
      ) : orders.isError ? (
        <p role="alert" className="text-danger">
          {t('unreachable')}
        </p>
      ) : (
        <>
          <ol className="grid gap-2 lg:grid-cols-7">
            {days.map((day) => (
              <Day key={day.getTime()} day={day} isToday={day.getTime() === today.getTime()} orders={ordersOf(orders.data, day)} />
            ))}
          </ol>
          {untimed.length > 0 && (
            <section className="mt-6">
              <h2 className="mb-2 text-sm font-semibold text-muted">{t('order.untimed')}</h2>
              <ul className="grid gap-2 md:grid-cols-2 lg:grid-cols-4">
                {untimed.map((order) => (
                  <Entry key={order.id} order={order} time={moment(order.createdAt)} />
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </OrdersFrame>
  );
}

function Day({ day, isToday, orders }: { day: Date; isToday: boolean; orders: readonly Order[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <li aria-current={isToday ? 'date' : undefined} className={cx('rounded-2xl p-2.5 lg:min-h-64', isToday ? 'bg-accent-soft' : 'bg-sunken/60')}>
      <h2 className="mb-2 flex items-baseline justify-between px-1 text-sm">
        <span className="font-semibold">{weekday(day)}</span>
        <span className={isToday ? 'font-medium text-accent' : 'text-muted'}>{isToday ? t('today') : date(day)}</span>
      </h2>
      {orders.length === 0 ? (
        <p className="px-1 text-sm text-muted">{t('order.free')}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {orders.map((order) => (
            <Entry key={order.id} order={order} time={clock(order.scheduledTime as string)} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Entry({ order, time }: { order: Order; time: string }): ReactNode {
  return (
    <li>
      <Link href={`/orders/${order.id}`} className={cx('block rounded-xl border border-line bg-surface p-2.5 text-sm hover:border-faint', order.status === 'completed' && 'border-dashed')}>
        <span className="flex flex-wrap items-baseline justify-between gap-x-2">
          <time dateTime={order.scheduledTime ?? order.createdAt} className="font-semibold tabular-nums">
            {time}
          </time>
          <StatusChip status={order.status} />
        </span>
        <span className="mt-1 block truncate font-medium">{order.serviceName}</span>
        <span className="block truncate text-muted">{order.customer?.displayName}</span>
      </Link>
    </li>
  );
}
