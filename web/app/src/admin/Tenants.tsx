import type { Tenant } from '@parley/client';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { brief } from '../lib/format';
import { parley } from '../lib/parley';
import { Button, Confirm, Dialog, Field } from '../ui';
import { Icon } from '../ui/icons';
import { Badge, Fault, Heading, Listing, useAct, useListed } from './parts';
import { Secret } from './Secret';

export default function Tenants(): ReactNode {
  const { t } = useTranslation('admin');
  const { busy, error, act } = useAct();
  const [making, setMaking] = useState(false);
  const [rotating, setRotating] = useState<Tenant | null>(null);
  const [suspending, setSuspending] = useState<Tenant | null>(null);
  const [key, setKey] = useState<string | null>(null);
  const tenants = useListed(['tenants'], (after) => parley.admin.tenants(after));

  async function make(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name)).trim();
    const plan = text('plan');
    if (await act('make', async () => setKey((await parley.admin.addTenant({ name: text('name'), subdomain: text('subdomain'), ...(plan ? { planType: plan } : {}) })).apiKey ?? null))) setMaking(false);
  }

  return (
    <>
      <Heading title={t('sections.tenants')}>
        <Button onClick={() => setMaking(true)}>
          <Icon name="plus" size={17} />
          {t('tenants.make')}
        </Button>
      </Heading>
      {!making && !rotating && <Fault>{error}</Fault>}
      <Listing query={tenants} icon="home" empty={t('tenants.none')}>
        {(tenant) => (
          <li key={tenant.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
            <div className="min-w-40 flex-1">
              <p className="truncate font-medium">{tenant.name}</p>
              <p className="text-sm text-muted">
                #{tenant.id} · {tenant.subdomain || '–'} · {tenant.planType} · {brief(tenant.createdAt)}
              </p>
            </div>
            <Badge tone={tenant.isActive ? 'good' : 'bad'}>{t(`tenants.status.${tenant.status}`)}</Badge>
            <Button tone={tenant.isActive ? 'danger' : 'quiet'} busy={busy === `status${tenant.id}`} onClick={() => (tenant.isActive ? setSuspending(tenant) : void act(`status${tenant.id}`, () => parley.admin.changeTenant(tenant.id, { status: 'active' })))}>
              {t(tenant.isActive ? 'tenants.suspend' : 'tenants.resume')}
            </Button>
            <Button tone="quiet" onClick={() => setRotating(tenant)}>
              {t('tenants.rotate')}
            </Button>
          </li>
        )}
      </Listing>
      {making && (
        <Dialog title={t('tenants.make')} onClose={() => setMaking(false)}>
          <form onSubmit={(event) => void make(event)} className="flex flex-col gap-4">
            <Field label={t('tenants.name')} name="name" required maxLength={100} autoFocus />
            <Field label={t('tenants.subdomain')} name="subdomain" required maxLength={63} pattern="[a-z0-9\-]+" />
            <Field label={t('tenants.plan')} name="plan" maxLength={50} />
            <Fault>{error}</Fault>
            <Button type="submit" busy={busy === 'make'}>
              {t('tenants.make')}
            </Button>
          </form>
        </Dialog>
      )}
      {suspending && (
        <Confirm
          title={`${t('tenants.suspend')}: ${suspending.name}`}
          yes={t('tenants.suspend')}
          busy={busy === 'suspend'}
          error={error}
          onYes={() => void act('suspend', () => parley.admin.changeTenant(suspending.id, { status: 'suspended' })).then((done) => done && setSuspending(null))}
          onClose={() => setSuspending(null)}
        >
          {t('tenants.suspendHint')}
        </Confirm>
      )}
      {rotating && (
        <Dialog title={`${t('tenants.rotate')}: ${rotating.name}`} onClose={() => setRotating(null)}>
          <p className="mb-4 text-sm">{t('tenants.rotateHint')}</p>
          <Fault>{error}</Fault>
          <Button
            tone="danger"
            busy={busy === 'rotate'}
            onClick={() => void act('rotate', async () => setKey((await parley.admin.rotateKey(rotating.id)).apiKey ?? null)).then((done) => done && setRotating(null))}
          >
            {t('tenants.rotate')}
          </Button>
        </Dialog>
      )}
      {key && <Secret title={t('tenants.key')} secret={key} onClose={() => setKey(null)} />}
    </>
  );
}
