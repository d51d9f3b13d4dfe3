import type { Order } from '@parley/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { asField, money, tomorrow } from '../lib/format';
import { useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { Button, Dialog, Field, TextArea, cx } from '../ui';
import { useFocusKept } from '../ui/focus';
import { Photos } from './Photos';
import { TimeField, isOfTime } from './TimeField';
import { actionsOf, run, type Action, type ActionName } from './actions';

/** The buttons of an order: what this person may do now. */
export function OrderActions({ order, most, onAsking }: { order: Order; most?: number; onAsking?: (asks: boolean) => void }): ReactNode {
  const { t } = useTranslation();
  const { userId } = useLive();
  const queries = useQueryClient();
  const [busy, setBusy] = useState<ActionName | null>(null);
  const [asking, setAsking] = useState<ActionName | null>(null);
  const [fault, setFault] = useState<unknown>(null);

  async function attempt(name: ActionName, work: () => Promise<unknown>): Promise<void> {
    setBusy(name);
    setFault(null);
    try {
      await work();
      setAsking(null);
    } catch (error) {
      setFault(error);
    }
    setBusy(null);
    await Promise.all([queries.invalidateQueries({ queryKey: ['order', order.id] }), queries.invalidateQueries({ queryKey: ['orders'] })]);
  }

  // Where the buttons might go away meanwhile, what is being written must not go with them.
  useEffect(() => onAsking?.(asking !== null), [asking !== null]);

  const actions = shownOf(actionsOf(order, userId), most);
  const buttons = useRef<HTMLDivElement>(null);
  useFocusKept(buttons);
  return (
    <>
      <div ref={buttons} tabIndex={-1} className="flex flex-wrap gap-2 outline-none">
        {actions.map(({ name, primary, danger, asks }) => (
          <Button key={name} tone={primary ? 'primary' : danger ? 'danger' : 'quiet'} busy={busy === name} onClick={() => (asks ? setAsking(name) : void attempt(name, () => run(name, order)))}>
            {name === 'acceptQuote' ? t('order.acceptQuote', { amount: money(order.quotedAmount ?? 0, order.currency) }) : t(`order.do.${name}`)}
          </Button>
        ))}
      </div>
      {order.paymentStatus === 'pending' && actions.some(({ name }) => name === 'pay') && <p className="mt-2 text-sm text-muted">{t('order.payBegun')}</p>}
      {!asking && <Refused fault={fault} />}
      {asking && <Asking name={asking} order={order} busy={busy !== null} fault={fault} onClose={() => (setAsking(null), setFault(null))} onDone={(work) => void attempt(asking, work)} />}
    </>
  );
}

/** In a list or a card there is room for what comes next; a dispute is begun on the order's page. */
function shownOf(actions: Action[], most: number | undefined): Action[] {
  return most === undefined ? actions : actions.filter(({ name }) => name !== 'dispute').slice(0, most);
}

function Refused({ fault }: { fault: unknown }): ReactNode {
  if (fault === null) return null;
  return (
    <p role="alert" className="mt-2 text-sm text-danger">
      {faultText(fault)}
    </p>
  );
}

function Asking({ name, order, busy, fault, onClose, onDone }: { name: ActionName; order: Order; busy: boolean; fault: unknown; onClose: () => void; onDone: (work: () => Promise<unknown>) => void }): ReactNode {
  const { t } = useTranslation();
  const [rating, setRating] = useState(5);
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const [uploading, setUploading] = useState(false);
  const isEnd = name === 'cancel' || name === 'decline' || name === 'agreeCancel';

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = String(form.get('said') ?? '').trim();
    if (name === 'quote') onDone(() => parley.orders.quote(order.id, Number(said)));
    else if (name === 'reschedule') onDone(() => parley.orders.reschedule(order.id, new Date(said).toISOString()));
    else if (name === 'review') onDone(() => parley.orders.review(order.id, { rating, ...(said ? { comment: said } : {}), ...(photos.length > 0 ? { photos } : {}) }));
    else if (isEnd) onDone(() => parley.orders.cancel(order.id, said || undefined));
    else onDone(() => parley.orders.dispute(order.id, said));
  }

  return (
    <Dialog title={t(`order.do.${name}`)} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {isEnd && <p>{t(order.status === 'pending' || name === 'agreeCancel' ? 'order.endsNow' : 'order.endsAsked')}</p>}
        {isEnd && order.paymentStatus === 'paid' && <p>{t('order.moneyBack', { amount: money(order.totalAmount, order.currency) })}</p>}
        {name === 'review' && (
          <fieldset>
            <legend className="mb-1 text-sm font-medium">{t('rating')}</legend>
            <div className="flex gap-1">
              {[1, 2, 3, 4, 5].map((star) => (
                <button key={star} type="button" aria-label={t('stars', { count: star })} aria-pressed={rating === star} onClick={() => setRating(star)} className={cx('text-3xl leading-none', star <= rating ? 'text-warn' : 'text-line')}>
                  ★
                </button>
              ))}
            </div>
          </fieldset>
        )}
        {name === 'quote' ? (
          <Field label={t('order.newPrice')} name="said" type="number" min={0} step="0.01" defaultValue={order.totalAmount} required />
        ) : name === 'reschedule' ? (
          <TimeField name="said" fault={fault} defaultValue={asField(order.scheduledTime ?? tomorrow())} required />
        ) : (
          <TextArea label={t(name === 'review' ? 'comment' : 'reason')} name="said" maxLength={name === 'review' ? 1000 : 500} required={name === 'dispute'} />
        )}
        {!isOfTime(fault) && <Refused fault={fault} />}
        {name === 'review' && <Photos photos={photos} onChange={setPhotos} onBusy={setUploading} />}
        <Button type="submit" tone={isEnd ? 'danger' : 'primary'} busy={busy || uploading}>
          {t(isEnd ? `order.do.${name}` : 'done')}
        </Button>
      </form>
    </Dialog>
  );
}
