import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { moment } from '../lib/format';
import { parley } from '../lib/parley';
import { Button, Dialog, IconButton } from '../ui';
import { Badge, Fault, Listing, Waiting, useAct, useListed } from './parts';
import { Secret } from './Secret';
import { CIRCUIT_TONES } from './Webhooks';

const TONES = { pending: 'warn', delivered: 'good', failed: 'bad' } as const;

/** One webhook and what went to it. */
export default function WebhookPage({ id }: { id: string }): ReactNode {
  const { t } = useTranslation('admin');
  const [, go] = useLocation();
  const { busy, error, act } = useAct();
  const [secret, setSecret] = useState<string | null>(null);
  const [removing, setRemoving] = useState(false);
  const webhooks = useQuery({ queryKey: ['admin', 'webhooks'], queryFn: parley.webhooks.list });
  const deliveries = useListed(['deliveries', id], (before) => parley.webhooks.deliveries(id, before), 10_000);
  if (webhooks.isPending) return <Waiting />;
  const webhook = webhooks.data?.find((one) => one.id === id);
  if (!webhook) return <Fault>{t('failed')}</Fault>;
  return (
    <>
      <IconButton icon="back" label={t('translation:back')} onClick={() => go('/admin/webhooks')} className="mb-2 -ml-2" />
      <header className="mb-4">
        <h1 className="text-xl font-semibold break-all">{webhook.name || webhook.url}</h1>
        <p className="text-sm break-all text-muted">{webhook.url}</p>
        <p className="mt-2 flex flex-wrap gap-1.5">
          {webhook.isActive ? <Badge tone={CIRCUIT_TONES[webhook.circuit]}>{t(`webhooks.circuit.${webhook.circuit}`)}</Badge> : <Badge tone="quiet">{t('webhooks.inactive')}</Badge>}
          {webhook.events.map((event) => (
            <Badge key={event} tone="quiet">
              {event}
            </Badge>
          ))}
        </p>
      </header>
      <div className="mb-6 flex flex-wrap gap-2">
        <Button tone="quiet" busy={busy === 'switch'} onClick={() => void act('switch', () => parley.webhooks.change(id, { isActive: !webhook.isActive }))}>
          {t(webhook.isActive ? 'webhooks.disable' : 'webhooks.enable')}
        </Button>
        <Button tone="quiet" busy={busy === 'secret'} onClick={() => void act('secret', async () => setSecret((await parley.webhooks.rotateSecret(id)).secret ?? null))}>
          {t('webhooks.newSecret')}
        </Button>
        <Button tone="danger" onClick={() => setRemoving(true)}>
          {t('webhooks.remove')}
        </Button>
      </div>
      <Fault>{error}</Fault>
      <h2 className="mb-3 font-semibold">{t('webhooks.deliveries')}</h2>
      <Listing query={deliveries} icon="forward" empty={t('webhooks.noDeliveries')}>
        {(delivery) => (
          <li key={delivery.id} className="px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">{delivery.event}</span>
              <Badge tone={TONES[delivery.status]}>{t(`webhooks.status.${delivery.status}`)}</Badge>
              <span className="text-xs text-muted">
                {t('webhooks.attempts', { count: delivery.attempts })}
                {delivery.lastStatus ? ` · ${delivery.lastStatus}` : ''} · {moment(delivery.createdAt)}
              </span>
              <Button tone="plain" className="ml-auto min-h-8 px-2" busy={busy === delivery.id} onClick={() => void act(delivery.id, () => parley.webhooks.replay(id, delivery.id))}>
                {t('webhooks.replay')}
              </Button>
            </div>
            {delivery.lastError && <p className="text-sm break-words text-danger">{delivery.lastError}</p>}
            <details className="mt-1 text-sm">
              <summary className="w-fit cursor-pointer text-muted">{t('webhooks.body')}</summary>
              <pre tabIndex={0} className="mt-1 max-h-72 overflow-auto rounded-lg bg-sunken p-3 text-xs">{pretty(delivery.body)}</pre>
            </details>
          </li>
        )}
      </Listing>
      {secret && <Secret title={t('webhooks.secret')} secret={secret} onClose={() => setSecret(null)} />}
      {removing && (
        <Dialog title={t('webhooks.remove')} onClose={() => setRemoving(false)}>
          <p className="mb-4">{t('webhooks.confirmRemove')}</p>
          <Button tone="danger" busy={busy === 'remove'} onClick={() => void act('remove', () => parley.webhooks.remove(id)).then((done) => done && go('/admin/webhooks'))}>
            {t('webhooks.remove')}
          </Button>
        </Dialog>
      )}
    </>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
