import type { Order } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { moment, money } from '../lib/format';
import { useAct } from '../lib/act';
import { useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { Avatar, Empty, IconButton, Spinner } from '../ui';
import { Fault } from '../ui/Fault';
import { OrderActions } from './OrderActions';
import { OrdersFrame } from './OrdersFrame';

/** What customers ask of a provider and wait for an answer to, the one that waits longest first. */
export default function RequestsPage(): ReactNode {
  const { t } = useTranslation();
  const orders = useQuery({ queryKey: ['orders', 'requests'], queryFn: () => parley.orders.list({ status: 'pending', role: 'provider', limit: 100 }) });
  return (
    <OrdersFrame here="/orders/requests">
      {orders.isPending ? (
        <Spinner />
      ) : orders.isError ? (
        <p role="alert" className="text-danger">
          {t('unreachable')}
        </p>
      ) : orders.data.items.length === 0 ? (
        <Empty icon="order" title={t('order.noRequests')}>
          {t('order.noRequestsHint')}
        </Empty>
      ) : (
        <ul className="mx-auto flex max-w-2xl flex-col gap-3">
          {[...orders.data.items].reverse().map((order) => (
            <Request key={order.id} order={order} />
          ))}
        </ul>
      )}
    </OrdersFrame>
  );
}

function Request({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [, go] = useLocation();
  const { error, act } = useAct();
  const name = order.customer?.displayName ?? '';
  const address = order.customerAddress?.address as string | undefined;

  async function chat(): Promise<void> {
    go(`/chat/${order.conversationId ?? (await messenger.open({ targetUserId: order.customerId })).id}`);
  }

  return (
    <li className="rounded-2xl border border-line bg-surface p-4">
      <div className="flex items-start gap-3">
        <Avatar name={name} url={order.customer?.avatarUrl} />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap gap-x-2 text-sm text-muted">
            <span className="max-w-full truncate">{name}</span>
            <time className="whitespace-nowrap">{moment(order.createdAt)}</time>
          </p>
          <Link href={`/orders/${order.id}`} className="block truncate font-semibold hover:underline">
            {order.serviceName}
          </Link>
          <p className="text-sm">{order.scheduledTime ? moment(order.scheduledTime) : <span className="text-muted">{t('order.noTime')}</span>}</p>
          {address && <p className="text-sm break-words">{address}</p>}
          {order.notes && <p className="mt-1 text-sm break-words whitespace-pre-wrap text-muted">{order.notes}</p>}
        </div>
        <span className="text-right font-semibold tabular-nums">{money(order.totalAmount, order.currency)}</span>
        <IconButton icon="chat" label={t('people.writeTo', { name })} onClick={() => act(chat)} />
      </div>
      <Fault>{error}</Fault>
      <div className="mt-3">
        <OrderActions order={order} />
      </div>
    </li>
  );
}
