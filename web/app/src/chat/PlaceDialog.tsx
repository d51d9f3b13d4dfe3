import type { Content, Place } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { distance, kilometres, whereIAm } from '../lib/geo';
import { Button, Dialog } from '../ui';
import { copy } from '../ui/copy';
import { PlaceMap } from './PlaceMap';

/** A place that somebody sent. */
export default function PlaceDialog({ content, onClose }: { content: Content; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [me, setMe] = useState<Place>();
  const [fault, setFault] = useState(false);
  const at = { lat: content.lat ?? 0, lng: content.lng ?? 0 };
  const numbers = `${at.lat}, ${at.lng}`;
  return (
    <Dialog title={content.address || t('place')} onClose={onClose}>
      <PlaceMap at={at} me={me} />
      <p className="my-3 flex flex-wrap items-center gap-x-3 text-sm tabular-nums">
        {numbers}
        {me && <span className="text-muted">{t('placeFromMe', { far: distance(kilometres(at, me)) })}</span>}
      </p>
      {fault && (
        <p role="alert" className="mb-3 text-sm text-danger">
          {t('noPlace')}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button tone="quiet" onClick={() => void copy(numbers)}>
          {t('copy')}
        </Button>
        {!me && (
          <Button
            tone="quiet"
            onClick={() => {
              setFault(false);
              whereIAm().then(setMe, () => setFault(true));
            }}
          >
            {t('howFar')}
          </Button>
        )}
        {/* Only phones have a program that such an address opens. */}
        <a href={`geo:${at.lat},${at.lng}?q=${at.lat},${at.lng}`} className="hidden min-h-9 items-center rounded-lg bg-accent px-3.5 text-sm font-medium text-on-accent pointer-coarse:inline-flex">
          {t('openMaps')}
        </a>
      </div>
    </Dialog>
  );
}
