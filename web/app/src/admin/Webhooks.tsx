import { webhookEvents, type WebhookInput } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { parley } from '../lib/parley';
import { Button, Dialog, Empty, Field } from '../ui';
import { Icon } from '../ui/icons';
import { Badge, Fault, Heading, Waiting, useAct } from './parts';
import { Secret } from './Secret';

export const CIRCUIT_TONES = { closed: 'good', half_open: 'warn', open: 'bad' } as const;

export default function Webhooks(): ReactNode {
  const { t } = useTranslation('admin');
  const { busy, error, act } = useAct();
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const webhooks = useQuery({ queryKey: ['admin', 'webhooks'], queryFn: parley.webhooks.list });

  async function make(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get('name')).trim();
    const webhook: WebhookInput = { url: String(form.get('url')).trim(), events: form.getAll('event').map(String), ...(name ? { name } : {}) };
    if (await act('make', async () => setSecret((await parley.webhooks.create(webhook)).secret ?? null))) setMaking(false);
  }

  return (
    <>
      <Heading title={t('sections.webhooks')}>
        <Button onClick={() => setMaking(true)}>
          <Icon name="plus" size={17} />
          {t('webhooks.make')}
        </Button>
      </Heading>
      {webhooks.isPending ? (
        <Waiting />
      ) : webhooks.isError ? (
        <Fault>{t('failed')}</Fault>
      ) : webhooks.data.length === 0 ? (
        <div className="rounded-2xl border border-line bg-surface py-6">
          <Empty icon="forward" title={t('webhooks.none')} />
        </div>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
          {webhooks.data.map(({ id, name, url, events, isActive, circuit }) => (
            <li key={id}>
              <Link href={`/admin/webhooks/${id}`} className="flex items-center gap-3 px-4 py-3 transition hover:bg-sunken">
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{name || url}</span>
                  <span className="block truncate text-sm text-muted">{url}</span>
                  <span className="mt-0.5 block truncate text-xs text-muted">{events.join(', ')}</span>
                </span>
                {isActive ? <Badge tone={CIRCUIT_TONES[circuit]}>{t(`webhooks.circuit.${circuit}`)}</Badge> : <Badge tone="quiet">{t('webhooks.inactive')}</Badge>}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {making && (
        <Dialog title={t('webhooks.make')} onClose={() => setMaking(false)}>
          <form onSubmit={(event) => void make(event)} className="flex flex-col gap-4">
            <Field label={t('webhooks.url')} name="url" type="url" required maxLength={500} autoFocus placeholder="https://" />
            <Field label={t('webhooks.name')} name="name" maxLength={100} />
            <fieldset>
              <legend className="mb-1 text-sm font-medium">{t('webhooks.events')}</legend>
              <div className="grid gap-1 sm:grid-cols-2">
                {webhookEvents.map((event) => (
                  <label key={event} className="flex items-center gap-2 py-0.5 text-sm">
                    <input type="checkbox" name="event" value={event} className="size-4 accent-accent" defaultChecked={/^(order|payment)/.test(event)} />
                    {event}
                  </label>
                ))}
              </div>
            </fieldset>
            <Fault>{error}</Fault>
            <Button type="submit" busy={busy === 'make'}>
              {t('webhooks.make')}
            </Button>
          </form>
        </Dialog>
      )}
      {secret && <Secret title={t('webhooks.secret')} secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}
