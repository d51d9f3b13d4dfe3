import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDelivery, WebhookDelivery } from '@parley/client';
import { moment } from '../../lib/format';
import { parley } from '../../lib/parley';
import { Button } from '../../ui';
import { Badge, Fault, Listing, Tabs, useAct, useListed } from '../parts';

const TONES = { pending: 'warn', delivered: 'good', failed: 'bad' } as const;
const STATES = ['all', 'failed', 'pending', 'delivered'] as const;
type Delivery = TenantDelivery | WebhookDelivery;

/** What went to a webhook, or is to; what was in it only where it is one's own. */
export function Deliveries({ webhookId, isOwn }: { webhookId: number; isOwn: boolean }): ReactNode {
  const { t } = useTranslation('admin');
  const { busy, error, act } = useAct();
  const [state, setState] = useState<(typeof STATES)[number]>('all');
  const withBodies = isOwn && state === 'all';
  const deliveries = useListed<Delivery>(
    ['deliveries', webhookId, state, withBodies],
    (after) => (withBodies ? parley.webhooks.deliveries(String(webhookId), after) : parley.admin.deliveries(webhookId, state === 'all' ? undefined : state, after)),
    5_000,
  );
  return (
    <section aria-label={t('webhooks.deliveries')}>
      <h2 className="mb-3 font-semibold">{t('webhooks.deliveries')}</h2>
      <Tabs label={t('webhooks.deliveries')} tabs={STATES} chosen={state} onChoose={setState} name={(one) => t(one === 'all' ? 'translation:all' : `webhooks.status.${one}`)} />
      <Fault>{error}</Fault>
      <Listing query={deliveries} icon="forward" empty={t(state === 'all' ? 'webhooks.noDeliveries' : 'webhooks.noSuchDeliveries')}>
        {(delivery) => (
          <li key={delivery.id} className="px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">{delivery.event}</span>
              <Badge tone={TONES[delivery.status]}>{t(`webhooks.status.${delivery.status}`)}</Badge>
              <span className="text-xs text-muted">
                {t('webhooks.attempts', { count: delivery.attempts })}
                {delivery.lastStatus ? ` · ${delivery.lastStatus}` : ''} · {moment(delivery.createdAt)}
                {delivery.status === 'pending' && delivery.nextAttemptAt ? ` · ${t('webhooks.next', { at: moment(delivery.nextAttemptAt) })}` : ''}
              </span>
              <Button tone="plain" className="ml-auto min-h-8 px-2" busy={busy === String(delivery.id)} onClick={() => void act(String(delivery.id), () => parley.admin.retryDelivery(webhookId, delivery.id))}>
                {t('webhooks.replay')}
              </Button>
            </div>
            {delivery.lastError && <p className="text-sm break-words text-danger">{delivery.lastError}</p>}
            {'body' in delivery && (
              <details className="mt-1 text-sm">
                <summary className="w-fit cursor-pointer text-muted">{t('webhooks.body')}</summary>
                <pre tabIndex={0} className="mt-1 max-h-72 overflow-auto rounded-lg bg-sunken p-3 text-xs">{pretty(delivery.body)}</pre>
              </details>
            )}
          </li>
        )}
      </Listing>
    </section>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
