import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { faultText } from '../lib/faults';
import { money } from '../lib/format';
import { parley } from '../lib/parley';
import { Button, Choice, Dialog, Field, Spinner, TextArea } from '../ui';
import { TimeField, isOfTime } from './TimeField';

/** Orders one of a provider's services, from within the chat. */
export function OrderDialog({ providerId, conversationId, serviceId, onClose }: { providerId: string; conversationId?: string; serviceId: string | null; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const services = useQuery({ queryKey: ['services', 'of', providerId], queryFn: () => parley.services.of(providerId) });
  const [chosen, setChosen] = useState(serviceId ?? '');
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const service = services.data?.find(({ id }) => id === chosen) ?? services.data?.[0];

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (!service) return;
    const form = new FormData(event.currentTarget);
    const when = String(form.get('when'));
    const address = String(form.get('address')).trim();
    const notes = String(form.get('notes')).trim();
    setBusy(true);
    try {
      const { id } = await parley.orders.create({
        serviceId: service.id,
        ...(conversationId ? { conversationId } : {}),
        ...(when ? { scheduledTime: new Date(when).toISOString() } : {}),
        ...(address ? { customerAddress: { address } } : {}),
        ...(notes ? { notes } : {}),
      });
      await queries.invalidateQueries({ queryKey: ['orders'] });
      onClose();
      if (!conversationId) go(`/orders/${id}`); // in a chat its card is there
    } catch (error) {
      setFault(error);
      setBusy(false);
    }
  }

  return (
    <Dialog title={t('order.make')} onClose={onClose}>
      {services.isPending ? (
        <Spinner />
      ) : !service ? (
        <p className="text-muted">{t('noServices')}</p>
      ) : (
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <Choice label={t('order.service')} value={service.id} onChange={(event) => setChosen(event.target.value)}>
            {services.data?.map(({ id, name, price, currency }) => (
              <option key={id} value={id}>
                {name} · {money(price, currency)}
              </option>
            ))}
          </Choice>
          <TimeField name="when" fault={fault} />
          <Field label={t('order.address')} name="address" maxLength={200} autoComplete="street-address" />
          <TextArea label={t('order.notes')} name="notes" maxLength={1000} />
          <p className="flex items-baseline justify-between border-t border-line pt-3">
            <span className="text-sm text-muted">{t('order.total')}</span>
            <span className="text-xl font-semibold tabular-nums">{money(service.price, service.currency)}</span>
          </p>
          {fault !== null && !isOfTime(fault) && (
            <p role="alert" className="text-sm text-danger">
              {faultText(fault)}
            </p>
          )}
          <Button type="submit" busy={busy} className="min-h-10">
            {t('order.place')}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
