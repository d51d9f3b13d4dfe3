import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { moment } from '../../lib/format';
import { parley } from '../../lib/parley';
import { Button, Dialog, IconButton } from '../../ui';
import { Badge, Broken, Fault, Waiting, useAct } from '../parts';
import { useRank } from '../rank';
import { Secret } from '../Secret';
import { TenantName } from '../TenantChoice';
import { Deliveries } from './Deliveries';
import { Circuit } from './Webhooks';

/** One webhook and what went to it. Its secret is its tenant's own affair. */
export default function WebhookPage({ id }: { id: number }): ReactNode {
  const { t } = useTranslation('admin');
  const [, go] = useLocation();
  const { busy, error, act } = useAct();
  const isOperator = useRank() === 3;
  const [secret, setSecret] = useState<string | null>(null);
  const [removing, setRemoving] = useState(false);
  const found = useQuery({ queryKey: ['admin', 'webhook', id], queryFn: () => parley.admin.webhook(id) });
  const own = useQuery({ queryKey: ['admin', 'webhooks', 'own'], queryFn: parley.webhooks.list, enabled: isOperator });
  const webhook = found.data;
  if (!webhook) return found.isError ? <Broken error={found.error} onAgain={() => void found.refetch()} /> : <Waiting />;
  if (isOperator && own.isPending) return <Waiting />;
  // The two lists name the same thing by two kinds of ids.
  const isOwn = !isOperator || (own.data ?? []).some(({ url, createdAt }) => url === webhook.url && createdAt === webhook.createdAt);
  return (
    <>
      <IconButton icon="back" label={t('translation:back')} onClick={() => go('/admin/webhooks')} className="mb-2 -ml-2" />
      <header className="mb-4">
        <h1 className="text-xl font-semibold wrap-anywhere">{webhook.name || webhook.url}</h1>
        <p className="text-sm wrap-anywhere text-muted">{webhook.url}</p>
        {isOperator && (
          <p className="text-sm text-muted">
            <TenantName id={webhook.tenantId} />
          </p>
        )}
        <p className="mt-2 flex flex-wrap gap-1.5">
          <Circuit webhook={webhook} />
          {webhook.events.map((event) => (
            <Badge key={event} tone="quiet">
              {event}
            </Badge>
          ))}
        </p>
        {webhook.isActive && webhook.circuit !== 'closed' && <p className="mt-3 rounded-xl bg-warn-soft px-4 py-3 text-sm text-warn">{t('webhooks.failures', { count: webhook.failures, at: webhook.openUntil ? moment(webhook.openUntil) : '–' })}</p>}
      </header>
      <div className="mb-6 flex flex-wrap gap-2">
        <Button tone="quiet" busy={busy === 'switch'} onClick={() => void act('switch', () => parley.admin.switchWebhook(id, !webhook.isActive))}>
          {t(webhook.isActive ? 'webhooks.disable' : 'webhooks.enable')}
        </Button>
        {isOwn && (
          <>
            <Button tone="quiet" busy={busy === 'secret'} onClick={() => void act('secret', async () => setSecret((await parley.webhooks.rotateSecret(String(id))).secret ?? null))}>
              {t('webhooks.newSecret')}
            </Button>
            <Button tone="danger" onClick={() => setRemoving(true)}>
              {t('webhooks.remove')}
            </Button>
          </>
        )}
      </div>
      <Fault>{removing ? null : error}</Fault>
      <Deliveries webhookId={id} isOwn={isOwn} />
      {secret && <Secret title={t('webhooks.secret')} secret={secret} onClose={() => setSecret(null)} />}
      {removing && (
        <Dialog title={t('webhooks.remove')} onClose={() => setRemoving(false)}>
          <p className="mb-4">{t('webhooks.confirmRemove')}</p>
          <Fault>{error}</Fault>
          <Button tone="danger" busy={busy === 'remove'} onClick={() => void act('remove', () => parley.webhooks.remove(String(id))).then((done) => done && go('/admin/webhooks'))}>
            {t('webhooks.remove')}
          </Button>
        </Dialog>
      )}
    </>
  );
}
