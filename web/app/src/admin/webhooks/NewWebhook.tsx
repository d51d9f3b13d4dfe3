import { webhookEvents, type WebhookInput } from '@parley/client';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../../lib/parley';
import { Button, Dialog, Field } from '../../ui';
import { Fault, useAct } from '../parts';

/** Asks for a webhook of one's own tenant, and hands on its secret, which is shown this once. */
export function NewWebhook({ onMade, onClose }: { onMade: (secret: string | null) => void; onClose: () => void }): ReactNode {
  const { t } = useTranslation('admin');
  const { busy, error, act } = useAct();

  async function make(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get('name')).trim();
    const webhook: WebhookInput = { url: String(form.get('url')).trim(), events: form.getAll('event').map(String), ...(name ? { name } : {}) };
    await act('make', async () => onMade((await parley.webhooks.create(webhook)).secret ?? null));
  }

  return (
    <Dialog title={t('webhooks.make')} onClose={onClose}>
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
  );
}
