import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { parley } from '../lib/parley';
import { Button, Dialog, cx } from '../ui';
import { Icon } from '../ui/icons';
import { publicHelp } from './publicHelp';

/** Tells support, then gives the number to dial; who has none still has the public ones, and those from the start. */
export function EmergencyDialog({ orderId, onClose }: { orderId: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [called, setCalled] = useState<{ phone?: string | null } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function call(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      // Calls know orders by number; one that this server doesn't keep has no other name.
      const order = await queries.fetchQuery({ queryKey: ['order', orderId], queryFn: () => parley.orders.read(orderId), staleTime: Infinity, retry: false }).catch(() => null);
      const answer = await parley.safety.emergency(order?.numericId ?? orderId);
      setCalled(answer);
      // A phone dials at once; at a desk the number is shown, and a click on it asks whatever dials there.
      if (answer.phone && matchMedia('(pointer: coarse)').matches) location.href = `tel:${answer.phone}`;
    } catch (fault) {
      setError(faultText(fault));
    }
    setBusy(false);
  }

  return (
    <Dialog title={t('emergency')} onClose={onClose}>
      {called ? (
        <p role="status" className="mb-4 rounded-lg bg-sunken px-3 py-2 text-sm">
          {t('help.told')} {!called.phone && t('help.noNumber')}
        </p>
      ) : (
        <p className="mb-4 text-sm text-muted">{t('emergencyHint')}</p>
      )}
      {error && (
        <p role="alert" className="mb-4 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
          {error}
        </p>
      )}
      {called?.phone && <Dial number={called.phone} />}
      {!called && (
        <Button tone="danger" className="min-h-11 w-full" busy={busy} onClick={() => void call()}>
          <Icon name="phone" size={18} />
          {t('callNow')}
        </Button>
      )}
      <div className="mt-3 flex gap-3">
        {publicHelp().map(({ label, number }) => (
          <Dial key={number} number={number} label={t(`help.${label}`)} quiet={!called || Boolean(called.phone)} />
        ))}
      </div>
    </Dialog>
  );
}

function Dial({ number, label, quiet = false }: { number: string; label?: string; quiet?: boolean }): ReactNode {
  return (
    <a href={`tel:${number}`} className={cx('flex min-h-12 flex-1 items-center justify-center gap-2 rounded-lg font-semibold tabular-nums', quiet ? 'bg-danger-soft text-danger' : 'bg-danger text-lg text-white dark:text-black')}>
      <Icon name="phone" size={18} />
      {label} {number}
    </a>
  );
}
