import type { Place } from '@parley/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../lib/act';
import { faultText } from '../lib/faults';
import { useMe } from '../lib/live';
import { parley } from '../lib/parley';
import { useScrollKept } from '../lib/scroll';
import { Button, Empty, Spinner, cx } from '../ui';
import { Fault } from '../ui/Fault';
import { Icon } from '../ui/icons';
import { FilterBar } from './FilterBar';
import { useFilters } from './filters';
import { PlaceFields } from './PlaceFields';
import { whereIAm } from '../lib/geo';
import { ServiceItem } from './ServiceItem';
import { ServiceMap } from './ServiceMap';

const MOST = 100;

/** What is offered nearby, as a list and on a map. */
export default function NearbyPage(): ReactNode {
  const { t } = useTranslation();
  const me = useMe().data;
  const queries = useQueryClient();
  const { asMap, set } = useFilters();
  const [fault, setFault] = useState<string | null>(null);
  const { error, act } = useAct();
  const place = me?.location ?? null;
  const move = (location: Place): void => act(() => parley.auth.change({ location }).then(() => queries.invalidateQueries({ queryKey: ['me'] })));

  return (
    <div className="flex h-full flex-col">
      <header className="border-b border-line bg-surface px-4 py-3 md:px-6">
        <div className="flex items-center gap-3">
          <h1 className="flex-1 text-lg font-semibold">{t('nav.services')}</h1>
          <Button tone="plain" onClick={() => (setFault(null), void whereIAm().then(move, () => setFault(t('noPlace'))))}>
            <Icon name="pin" size={17} />
            <span className={place ? 'sr-only sm:not-sr-only' : ''}>{t(place ? 'updatePlace' : 'usePlace')}</span>
          </Button>
          {place && (
            <div role="group" aria-label={t('view')} className="flex rounded-lg bg-sunken p-0.5 lg:hidden">
              {[false, true].map((value) => (
                <button key={String(value)} type="button" aria-pressed={asMap === value} aria-label={t(value ? 'map' : 'list')} onClick={() => set('view', value ? 'map' : '')} className={cx('rounded-md px-2.5 py-1.5', asMap === value && 'bg-raised shadow-sm')}>
                  <Icon name={value ? 'pin' : 'list'} size={17} />
                </button>
              ))}
            </div>
          )}
        </div>
        {place && <FilterBar />}
        <Fault>{fault ?? error}</Fault>
      </header>
      {place ? <Around place={place} /> : me ? <WhereAreYou onDone={move} /> : <Waiting />}
    </div>
  );
}

const Waiting = (): ReactNode => (
  <div className="p-6">
    <Spinner />
  </div>
);

function Around({ place }: { place: Place }): ReactNode {
  const { t } = useTranslation();
  const [here, setHere] = useState<string | null>(null);
  const { query, asMap } = useFilters();
  const asked = { ...query, lat: place.lat, lng: place.lng, limit: MOST };
  const services = useQuery({ queryKey: ['services', asked], queryFn: () => parley.services.nearby(asked), placeholderData: (before) => before });
  const list = useScrollKept<HTMLDivElement>(JSON.stringify(asked), services.isSuccess && !services.isPlaceholderData);
  return (
    <div className="grid min-h-0 flex-1 lg:grid-cols-[minmax(380px,1fr)_1.2fr]">
      <div ref={list} className={cx('min-h-0 overflow-y-auto p-3 md:p-4', asMap && 'hidden lg:block')}>
        {services.isPending ? (
          <Spinner />
        ) : services.isError ? (
          <Fault>{faultText(services.error)}</Fault>
        ) : services.data.length === 0 ? (
          <Empty icon="pin" title={t('noneNearby')}>
            {t('noneNearbyHint')}
          </Empty>
        ) : (
          <>
            <ul className="flex flex-col gap-2">
              {services.data.map((service) => (
                <ServiceItem key={service.id} service={service} lit={here === service.id} onHover={setHere} />
              ))}
            </ul>
            {services.data.length === MOST && <p className="p-4 text-center text-sm text-muted">{t('firstOnes', { count: MOST })}</p>}
          </>
        )}
      </div>
      <div className={cx('min-h-0 border-line lg:block lg:border-l', !asMap && 'hidden')}>
        <ServiceMap center={place} radiusKm={query.radius ?? 10} services={services.data ?? []} lit={here} onLight={setHere} />
      </div>
    </div>
  );
}

/** For browsers that don't tell where they are. */
function WhereAreYou({ onDone }: { onDone: (place: Place) => void }): ReactNode {
  const { t } = useTranslation();
  const [place, setPlace] = useState<Place | null>(null);
  return (
    <form
      className="m-auto flex w-full max-w-sm flex-col gap-3 p-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (place) onDone(place);
      }}
    >
      <p className="text-sm text-muted">{t('placeHint')}</p>
      <PlaceFields place={place} onChange={setPlace} />
      <Button type="submit">{t('done')}</Button>
    </form>
  );
}
