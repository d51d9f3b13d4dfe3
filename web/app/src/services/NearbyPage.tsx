import type { NearbyQuery, Service } from '@parley/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { money } from '../lib/format';
import { useMe } from '../lib/live';
import { parley } from '../lib/parley';
import { categoryOf } from '../lib/words';
import { Avatar, Button, Choice, Empty, Field, Spinner, Stars, cx } from '../ui';
import { Icon } from '../ui/icons';
import { ServiceMap } from './ServiceMap';

const RADII = [2, 5, 10, 25, 50, 100];

/** What is offered nearby, as a list and on a map. */
export default function NearbyPage(): ReactNode {
  const { t } = useTranslation();
  const me = useMe().data;
  const queries = useQueryClient();
  const [filter, setFilter] = useState<NearbyQuery>({ radius: 10, sort: 'rating' });
  const [asMap, setAsMap] = useState(false);
  const [here, setHere] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const place = me?.location ?? null;
  const categories = useQuery({ queryKey: ['categories'], queryFn: parley.services.categories, staleTime: Infinity });
  const query: NearbyQuery = { ...filter, ...(place ? { lat: place.lat, lng: place.lng } : {}), limit: 100 };
  const services = useQuery({ queryKey: ['services', query], queryFn: () => parley.services.nearby(query), enabled: place !== null, placeholderData: (before) => before });

  function locate(): void {
    setFault(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => void parley.auth.change({ location: { lat: coords.latitude, lng: coords.longitude } }).then(() => queries.invalidateQueries({ queryKey: ['me'] })),
      () => setFault(t('noPlace')),
      { timeout: 10_000 },
    );
  }

  const set = (change: Partial<NearbyQuery>): void => setFilter((before) => ({ ...before, ...change }));
  return (
    <div className="flex h-full flex-col">
      <header className="border-b border-line bg-surface px-4 py-3 md:px-6">
        <div className="flex items-center gap-3">
          <h1 className="flex-1 text-lg font-semibold">{t('nav.services')}</h1>
          <Button tone="plain" onClick={locate}>
            <Icon name="pin" size={17} />
            <span className={place ? 'sr-only sm:not-sr-only' : ''}>{t(place ? 'updatePlace' : 'usePlace')}</span>
          </Button>
          <div role="group" aria-label={t('view')} className="flex rounded-lg bg-sunken p-0.5 lg:hidden">
            {[false, true].map((value) => (
              <button key={String(value)} type="button" aria-pressed={asMap === value} aria-label={t(value ? 'map' : 'list')} onClick={() => setAsMap(value)} className={cx('rounded-md px-2.5 py-1.5', asMap === value && 'bg-raised shadow-sm')}>
                <Icon name={value ? 'pin' : 'list'} size={17} />
              </button>
            ))}
          </div>
        </div>
        <div className="mt-2 grid grid-cols-2 gap-2 sm:grid-cols-4">
          <Choice label={t('category')} value={filter.category ?? ''} onChange={(event) => set({ category: event.target.value })}>
            <option value="">{t('all')}</option>
            {categories.data?.map((category) => (
              <option key={category} value={category}>
                {categoryOf(category)}
              </option>
            ))}
          </Choice>
          <Choice label={t('radius')} value={filter.radius} onChange={(event) => set({ radius: Number(event.target.value) })}>
            {RADII.map((radius) => (
              <option key={radius} value={radius}>
                {radius} km
              </option>
            ))}
          </Choice>
          <Choice label={t('sort')} value={filter.sort} onChange={(event) => set({ sort: event.target.value as 'rating' })}>
            {(['rating', 'distance', 'price'] as const).map((sort) => (
              <option key={sort} value={sort}>
                {t(`sorts.${sort}`)}
              </option>
            ))}
          </Choice>
          <Field label={t('maxPrice')} type="number" min={0} inputMode="decimal" value={filter.maxPrice ?? ''} onChange={(event) => setFilter(({ maxPrice: _, ...before }) => (event.target.value ? { ...before, maxPrice: Number(event.target.value) } : before))} />
        </div>
        {fault && (
          <p role="alert" className="mt-2 text-sm text-danger">
            {fault}
          </p>
        )}
      </header>
      {place === null ? (
        <PlaceByHand onDone={() => void queries.invalidateQueries({ queryKey: ['me'] })} />
      ) : (
        <div className="grid min-h-0 flex-1 lg:grid-cols-[minmax(380px,1fr)_1.2fr]">
          <div className={cx('min-h-0 overflow-y-auto p-3 md:p-4', asMap && 'hidden lg:block')}>
            {services.isPending ? (
              <Spinner />
            ) : services.isError ? (
              <p role="alert" className="text-danger">
                {services.error.message}
              </p>
            ) : services.data.length === 0 ? (
              <Empty icon="pin" title={t('noneNearby')}>
                {t('noneNearbyHint')}
              </Empty>
            ) : (
              <ul className="flex flex-col gap-2">
                {services.data.map((service) => (
                  <ServiceItem key={service.id} service={service} lit={here === service.id} onHover={setHere} />
                ))}
              </ul>
            )}
          </div>
          <div className={cx('min-h-0 border-line lg:block lg:border-l', !asMap && 'hidden')}>
            <ServiceMap center={place} radiusKm={filter.radius ?? 10} services={services.data ?? []} lit={here} onLight={setHere} />
          </div>
        </div>
      )}
    </div>
  );
}

function ServiceItem({ service, lit, onHover }: { service: Service; lit: boolean; onHover: (id: string | null) => void }): ReactNode {
  return (
    <li>
      <Link
        href={`/services/${service.id}`}
        onMouseEnter={() => onHover(service.id)}
        onMouseLeave={() => onHover(null)}
        className={cx('flex gap-3 rounded-2xl border bg-surface p-3 transition', lit ? 'border-accent shadow-sm' : 'border-line hover:border-faint')}
      >
        <Avatar name={service.provider?.displayName ?? service.name} url={service.images[0] ?? service.provider?.avatarUrl} size={56} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline justify-between gap-2">
            <span className="truncate font-semibold">{service.name}</span>
            <span className="font-semibold text-accent tabular-nums">{money(service.price, service.currency)}</span>
          </span>
          <span className="block truncate text-sm text-muted">
            {service.provider?.displayName} · {categoryOf(service.category)}
          </span>
          <span className="mt-0.5 flex items-center gap-3">
            <Stars rating={service.rating} count={service.reviewCount} />
            {service.distanceKm !== undefined && <span className="text-sm text-muted">{service.distanceKm < 1 ? `${Math.round(service.distanceKm * 1000)} m` : `${service.distanceKm.toFixed(1)} km`}</span>}
          </span>
        </span>
      </Link>
    </li>
  );
}

/** For browsers that don't tell where they are. */
function PlaceByHand({ onDone }: { onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const [error, setError] = useState<string | null>(null);
  return (
    <form
      className="m-auto flex w-full max-w-sm flex-col gap-3 p-6"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        parley.auth.change({ location: { lat: Number(form.get('lat')), lng: Number(form.get('lng')) } }).then(onDone, (fault: Error) => setError(fault.message));
      }}
    >
      <p className="text-sm text-muted">{t('placeHint')}</p>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('lat')} name="lat" type="number" step="any" min={-90} max={90} required defaultValue={31.2304} />
        <Field label={t('lng')} name="lng" type="number" step="any" min={-180} max={180} required defaultValue={121.4737} />
      </div>
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
      <Button type="submit">{t('done')}</Button>
    </form>
  );
}
