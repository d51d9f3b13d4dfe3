import { useQuery } from '@tanstack/react-query';
import { faultText } from '../lib/faults';
import type { OrderStep } from '@parley/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { moment, money } from '../lib/format';
import { useAct } from '../lib/act';
import { useBack } from '../lib/back';
import { useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { Avatar, Button, IconButton, Spinner } from '../ui';
import { Fault } from '../ui/Fault';
import { Icon } from '../ui/icons';
import { EmergencyButton } from './EmergencyButton';
import { OrderActions } from './OrderActions';
import { OrderNotes } from './OrderNotes';
import { StaffPanel } from './StaffPanel';
import { useSeen } from './useSeen';

export default function OrderPage({ id }: { id: string }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [, go] = useLocation();
  const back = useBack();
  const { busy, error, act } = useAct();
  const order = useQuery({ queryKey: ['order', id], queryFn: () => parley.orders.read(id) });
  useSeen(order.data);
  if (order.isPending) return <div className="p-8"><Spinner /></div>;
  if (order.isError)
    return (
      <p role="alert" className="p-8 text-danger">
        {faultText(order.error)}
      </p>
    );
  const { data } = order;
  const isParty = data.customerId === messenger.userId || data.providerId === messenger.userId;
  const [other, role] = data.customerId === messenger.userId ? [data.provider, 'provider'] : [data.customer, 'customer'];

  async function chat(): Promise<void> {
    const conversation = data.conversationId ?? (await messenger.open({ targetUserId: data.customerId === messenger.userId ? data.providerId : data.customerId })).id;
    go(`/chat/${conversation}`);
  }

  const facts: [string, string | null | undefined][] = [
    [t('order.when'), data.scheduledTime ? moment(data.scheduledTime) : t('order.noTime')],
    [t('order.address'), data.customerAddress?.address as string | undefined],
    [t('order.notes'), data.notes],
    [t('role.customer'), isParty ? null : data.customer?.displayName],
    [t('role.provider'), isParty ? null : data.provider?.displayName],
  ];
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-2xl p-4 md:p-8">
        <IconButton icon="back" label={t('back')} onClick={() => back('/orders')} className="mb-2 -ml-2" />
        <header className="mb-5 flex items-start justify-between gap-4">
          <div className="min-w-0">
            <h1 className="text-xl font-semibold">
              {data.serviceId ? (
                <Link href={`/services/${data.serviceId}`} className="hover:underline">
                  {data.serviceName}
                </Link>
              ) : (
                data.serviceName
              )}
            </h1>
            <p className="mb-2 text-sm text-muted">{data.orderNumber}</p>
            <p className="flex flex-wrap items-center gap-2">
              <OrderNotes order={data} />
            </p>
          </div>
          <div className="text-right">
            <p className="text-2xl font-semibold tabular-nums">{money(data.totalAmount, data.currency)}</p>
            <p className="text-sm text-muted">{t(`payment.${data.paymentStatus}`)}</p>
          </div>
        </header>
        <OrderActions order={data} />
        {!isParty && <StaffPanel order={data} />}
        {isParty && (
          <div className="mt-5 flex items-center gap-3 rounded-2xl border border-line bg-surface p-4">
            <Avatar name={other?.displayName ?? ''} url={other?.avatarUrl} />
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{other?.displayName}</p>
              <p className="text-sm text-muted">{t(`role.${role}`)}</p>
            </div>
            <Button tone="quiet" busy={busy} onClick={() => act(chat)}>
              <Icon name="chat" size={17} />
              {t('order.chat')}
            </Button>
          </div>
        )}
        <Fault>{error}</Fault>
        <dl className="mt-3 rounded-2xl border border-line bg-surface p-4 text-sm">
          {facts
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <div key={name} className="flex gap-4 py-1.5">
                <dt className="w-28 shrink-0 text-muted">{name}</dt>
                <dd className="break-words">{value}</dd>
              </div>
            ))}
        </dl>
        {data.history && (
          <section className="mt-6">
            <h2 className="mb-3 font-semibold">{t('order.history')}</h2>
            <ol className="border-l-2 border-line pl-4">
              {data.history.map((step, index) => (
                <li key={index} className="relative pb-3 text-sm before:absolute before:top-1.5 before:-left-[21px] before:size-2 before:rounded-full before:bg-accent">
                  <span className="font-medium">{t(`order.did.${step.action}`, step.action)}</span>
                  <span className="ml-2 text-muted">{moment(step.at)}</span>
                  {step.note && <p className="text-muted">{noteOf(step, data.currency)}</p>}
                </li>
              ))}
            </ol>
          </section>
        )}
        {isParty && (
          <div className="pt-3">
            <EmergencyButton orderId={id} large />
          </div>
        )}
      </div>
    </div>
  );
}

const OF_MONEY = /^(quoted|quote_accepted|paid|refunding|refunded|payment_\w+)$/;

/** What was said with a step; a sum as one. */
const noteOf = ({ action, note = '' }: OrderStep, currency: string): string => (OF_MONEY.test(action) && /^\d+(\.\d+)?$/.test(note) ? money(Number(note), currency) : note);
