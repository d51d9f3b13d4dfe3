import { isParleyError, type Order } from '@parley/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMe } from '../lib/live';
import { parley } from '../lib/parley';
import { Button, Confirm, TextArea } from '../ui';

/** What staff have on an order that isn't theirs: its two people, and an open dispute to decide. */
export function StaffPanel({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation();
  const role = useMe().data?.userType;
  const reason = order.history?.findLast(({ action }) => action === 'disputed')?.note;
  return (
    <div className="my-5 flex flex-col gap-3">
      <p className="flex flex-wrap gap-x-4 text-sm">
        <PersonLink id={order.customerId} name={order.customer?.displayName} />
        <PersonLink id={order.providerId} name={order.provider?.displayName} />
      </p>
      {order.disputeStatus === 'open' && (
        <section aria-label={t('order.did.disputed')} className="rounded-2xl border border-line bg-surface p-4">
          <h2 className="font-semibold">{t('order.did.disputed')}</h2>
          {reason && <p className="mt-1 text-sm break-words">{reason}</p>}
          {(role === 'admin' || role === 'operator') && <Decide order={order} />}
        </section>
      )}
    </div>
  );
}

/** The admin's page of a person knows people by number. */
function PersonLink({ id, name }: { id: string; name: string | undefined }): ReactNode {
  const number = useQuery({ queryKey: ['person', id], queryFn: () => parley.auth.person(id) }).data?.numericId;
  if (number === undefined) return null;
  return (
    <Link href={`/admin/users/${number}`} className="font-medium text-accent hover:underline">
      {name ?? number}
    </Link>
  );
}

function Decide({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [refund, setRefund] = useState<boolean | null>(null);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function decide(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await parley.orders.resolve(order.id, refund === true, note.trim() || undefined);
      setRefund(null);
    } catch (fault) {
      setError(isParleyError(fault) && fault.code !== 'network' ? fault.message : t('unreachable'));
    }
    setBusy(false);
    await Promise.all([queries.invalidateQueries({ queryKey: ['order'] }), queries.invalidateQueries({ queryKey: ['orders'] }), queries.invalidateQueries({ queryKey: ['admin', 'disputes'] })]);
  }

  const word = refund ? 'order.refund' : 'order.dismiss';
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <Button tone="danger" onClick={() => setRefund(true)}>
        {t('order.refund')}
      </Button>
      <Button tone="quiet" onClick={() => setRefund(false)}>
        {t('order.dismiss')}
      </Button>
      {refund !== null && (
        <Confirm title={t(word)} yes={t(word)} busy={busy} error={error} onYes={() => void decide()} onClose={() => setRefund(null)}>
          <p>{t(refund ? 'order.refundMeans' : 'order.dismissMeans')}</p>
          <TextArea label={t('reason')} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
        </Confirm>
      )}
    </div>
  );
}
