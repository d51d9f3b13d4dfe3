import type { TenantWebhook } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { parley } from '../../lib/parley';
import { Button } from '../../ui';
import { Icon } from '../../ui/icons';
import { Badge, Heading, Listing, useListed } from '../parts';
import { useRank } from '../rank';
import { Secret } from '../Secret';
import { TenantChoice, TenantName } from '../TenantChoice';
import { NewWebhook } from './NewWebhook';

const CIRCUIT_TONES = { closed: 'good', half_open: 'warn', open: 'bad' } as const;

/** Where backends are told of events: an admin's own tenant's, to an operator all tenants'. */
export default function Webhooks(): ReactNode {
  const { t } = useTranslation('admin');
  const isOperator = useRank() === 3;
  const [tenantId, setTenantId] = useState<number>();
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const webhooks = useListed(['webhooks', tenantId], (after) => parley.admin.webhooks(tenantId, after), 15_000);
  return (
    <>
      <Heading title={t('sections.webhooks')}>
        <div className="flex flex-wrap items-center gap-2">
          {isOperator && <TenantChoice chosen={tenantId} onChoose={setTenantId} />}
          <Button onClick={() => setMaking(true)}>
            <Icon name="plus" size={17} />
            {t('webhooks.make')}
          </Button>
        </div>
      </Heading>
      <Listing query={webhooks} icon="forward" empty={t('webhooks.none')}>
        {(webhook) => (
          <li key={webhook.id}>
            <Link href={`/admin/webhooks/${webhook.id}`} className="flex items-center gap-3 px-4 py-3 transition hover:bg-sunken">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{webhook.name || webhook.url}</span>
                <span className="block truncate text-sm text-muted">{webhook.url}</span>
                <span className="mt-0.5 block truncate text-xs text-muted">
                  {isOperator && (
                    <>
                      <TenantName id={webhook.tenantId} /> ·{' '}
                    </>
                  )}
                  {webhook.events.join(', ')}
                </span>
              </span>
              <Circuit webhook={webhook} />
            </Link>
          </li>
        )}
      </Listing>
      {making && (
        <NewWebhook
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setSecret(made);
          }}
        />
      )}
      {secret && <Secret title={t('webhooks.secret')} secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

/** Whether anything is sent there, and whether it gets through. */
export function Circuit({ webhook: { isActive, circuit } }: { webhook: TenantWebhook }): ReactNode {
  const { t } = useTranslation('admin');
  return isActive ? <Badge tone={CIRCUIT_TONES[circuit]}>{t(`webhooks.circuit.${circuit}`)}</Badge> : <Badge tone="quiet">{t('webhooks.inactive')}</Badge>;
}
