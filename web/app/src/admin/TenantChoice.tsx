import type { Tenant } from '@parley/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../lib/parley';
import { Button } from '../ui';
import { itemsOf, useListed } from './parts';
import { Select } from './Select';

const nameOf = (tenant: Tenant | undefined): string => (!tenant ? '' : tenant.subdomain && tenant.subdomain !== tenant.name ? `${tenant.name} (${tenant.subdomain})` : tenant.name);

/** An operator's choice of one tenant, or of all. */
export function TenantChoice({ chosen, onChoose }: { chosen: number | undefined; onChoose: (tenantId: number | undefined) => void }): ReactNode {
  const { t } = useTranslation('admin');
  const tenants = useListed(['tenants'], (after) => parley.admin.tenants(after));
  const items = itemsOf(tenants);
  return (
    <div className="flex items-center gap-2">
      <Select
        label={t('tenants.one')}
        chosen={chosen?.toString()}
        options={items.map(({ id }) => String(id))}
        name={(id) => nameOf(items.find((tenant) => String(tenant.id) === id))}
        all={t('tenants.all')}
        onChoose={(id) => onChoose(id ? Number(id) : undefined)}
      />
      {tenants.hasNextPage && (
        <Button tone="plain" busy={tenants.isFetchingNextPage} onClick={() => void tenants.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}

/** A tenant by number, as its name. */
export function TenantName({ id }: { id: number }): ReactNode {
  const tenants = useListed(['tenants'], (after) => parley.admin.tenants(after));
  return itemsOf(tenants).find((tenant) => tenant.id === id)?.name ?? `#${id}`;
}
