import { isParleyError } from '@parley/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../lib/parley';
import { Button, Dialog, IconButton } from '../ui';
import { Icon } from '../ui/icons';

/** Calls for help: recorded first, then dialled. Asked once, since nobody wants to call by a slip. */
export function EmergencyButton({ orderId, large }: { orderId: string; large?: boolean }): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [phone, setPhone] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function call(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      // Calls know orders by number; one that this server doesn't keep has no other name.
      const order = await queries.fetchQuery({ queryKey: ['order', orderId], queryFn: () => parley.orders.read(orderId), staleTime: Infinity, retry: false }).catch(() => null);
      const answer = await parley.safety.emergency(order?.numericId ?? orderId);
      if (answer.phone) {
        setPhone(answer.phone);
        // A phone dials at once; at a desk the number is shown, and a click on it asks whatever dials there.
        if (matchMedia('(pointer: coarse)').matches) location.href = `tel:${answer.phone}`;
      } else setError(t('noPhone'));
    } catch (fault) {
      setError(isParleyError(fault) ? fault.message : t('unreachable'));
    }
    setBusy(false);
  }

  return (
    <>
      {large ? (
        <Button tone="danger" onClick={() => setAsking(true)}>
          <Icon name="sos" size={17} />
          {t('emergency')}
        </Button>
      ) : (
        <IconButton icon="sos" label={t('emergency')} className="text-danger! hover:bg-danger-soft" onClick={() => setAsking(true)} />
      )}
      {asking && (
        <Dialog title={t('emergency')} onClose={() => (setAsking(false), setPhone(null))}>
          <p className="mb-4 text-sm text-muted">{t('emergencyHint')}</p>
          {error && (
            <p role="alert" className="mb-4 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
              {error}
            </p>
          )}
          {phone ? (
            <a href={`tel:${phone}`} className="flex min-h-12 items-center justify-center gap-2 rounded-lg bg-danger text-lg font-semibold text-white tabular-nums dark:text-black">
              <Icon name="phone" />
              {phone}
            </a>
          ) : (
            <Button tone="danger" className="min-h-11 w-full" busy={busy} onClick={() => void call()}>
              <Icon name="phone" size={18} />
              {t('callNow')}
            </Button>
          )}
        </Dialog>
      )}
    </>
  );
}
