import type { Content, Place } from '@parley/client';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { whereIAm } from '../lib/geo';
import { Button, Dialog, Field, Spinner } from '../ui';
import { PlaceMap } from './PlaceMap';

/** Where one is, looked at before anybody else learns it. */
export default function SendPlace({ onSend, onClose }: { onSend: (content: Content) => void; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [place, setPlace] = useState<Place>();
  const [fault, setFault] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let gone = false;
    whereIAm().then(
      (found) => gone || setPlace(found),
      () => gone || setFault(true),
    );
    return () => {
      gone = true;
    };
  }, [tries]);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (!place) return;
    const address = String(new FormData(event.currentTarget).get('address')).trim();
    onSend({ ...place, ...(address ? { address } : {}) });
    onClose();
  }

  return (
    <Dialog title={t('sendPlace')} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        {place ? (
          <>
            <PlaceMap at={place} />
            <p className="text-sm text-muted tabular-nums">
              {place.lat}, {place.lng}
            </p>
          </>
        ) : fault ? (
          <p role="alert" className="flex flex-wrap items-center gap-2 text-sm text-danger">
            {t('noPlace')}
            <Button
              tone="quiet"
              onClick={() => {
                setFault(false);
                setTries(tries + 1);
              }}
            >
              {t('retry')}
            </Button>
          </p>
        ) : (
          <Spinner />
        )}
        <Field label={t('placeName')} name="address" maxLength={200} />
        <Button type="submit" disabled={!place}>
          {t('send')}
        </Button>
      </form>
    </Dialog>
  );
}
