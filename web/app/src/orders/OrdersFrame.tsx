import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../lib/live';
import { Tabs } from '../ui/Tabs';
import { useRequestCount } from './requests';

/** What a provider's pages of orders have in common: a heading and the ways between them. */
export function OrdersFrame({ here, tools, children }: { here: string; tools?: ReactNode; children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const isProvider = useMe().data?.userType === 'provider';
  const waiting = useRequestCount();
  return (
    <div className="flex h-full flex-col">
      <header className="border-b border-line bg-surface px-4 pt-4 md:px-6">
        <h1 className="text-lg font-semibold">{t('nav.orders')}</h1>
        {isProvider && (
          <Tabs
            label={t('order.views')}
            here={here}
            tabs={[
              { to: '/orders', label: t('order.board') },
              { to: '/orders/requests', label: t('order.requests'), badge: waiting },
              { to: '/orders/schedule', label: t('order.schedule') },
              { to: '/orders/reviews', label: t('reviews') },
            ]}
          />
        )}
        {tools}
      </header>
      <div className="min-h-0 flex-1 overflow-auto p-4 md:p-6">{children}</div>
    </div>
  );
}
