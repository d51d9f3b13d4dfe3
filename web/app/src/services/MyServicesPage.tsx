import { isParleyError, type Place, type Service, type ServiceInput } from '@parley/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { faultText } from '../lib/faults';
import { money } from '../lib/format';
import { useAct } from '../lib/act';
import { useMe } from '../lib/live';
import { parley } from '../lib/parley';
import { categoryOf } from '../lib/words';
import { Button, Dialog, Empty, Field, Spinner, Stars, TextArea, cx } from '../ui';
import { Fault } from '../ui/Fault';
import { Photos } from '../orders/Photos';
import { Icon } from '../ui/icons';
import { CategoryChoice } from './CategoryChoice';
import { PlaceFields } from './PlaceFields';

/** What a provider offers, by category. */
export default function MyServicesPage(): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [editing, setEditing] = useState<Service | 'new' | null>(null);
  const mine = useQuery({ queryKey: ['services', 'mine'], queryFn: () => parley.services.mine() });
  const { busy, error, act } = useAct();
  const groups = mine.data ?? [];
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['services'] });
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-3xl p-4 md:p-8">
        <header className="mb-4 flex items-center justify-between">
          <h1 className="text-lg font-semibold">{t('nav.myServices')}</h1>
          <Button onClick={() => setEditing('new')}>
            <Icon name="plus" size={17} />
            {t('newService')}
          </Button>
        </header>
        <Fault>{mine.isError ? t('unreachable') : error}</Fault>
        {mine.isPending && <Spinner />}
        {mine.isSuccess && groups.length === 0 && (
          <Empty icon="star" title={t('noServicesYet')}>
            {t('noServicesYetHint')}
          </Empty>
        )}
        {groups.map(({ category, services }) => (
          <section key={category} className="mb-6">
            <h2 className="mb-2 text-sm font-semibold text-muted">{categoryOf(category)}</h2>
            <ul className="flex flex-col gap-2">
              {services.map((service) => (
                <li key={service.id} className={cx('flex items-center gap-3 rounded-xl border border-line bg-surface p-3.5', service.status !== 'active' && 'opacity-60')}>
                  <div className="min-w-0 flex-1">
                    <Link href={`/services/${service.id}`} className="block truncate font-medium hover:underline">
                      {service.name}
                    </Link>
                    <span className="flex items-center gap-3 text-sm text-muted">
                      {money(service.price, service.currency)} <Stars rating={service.rating} count={service.reviewCount} /> {service.status !== 'active' && t('inactive')}
                    </span>
                  </div>
                  <Button tone="quiet" busy={busy} onClick={() => act(() => parley.services.change(service.id, { status: service.status === 'active' ? 'inactive' : 'active' }).then(refresh))}>
                    {t(service.status === 'active' ? 'takeOff' : 'putOn')}
                  </Button>
                  <Button tone="quiet" onClick={() => setEditing(service)}>
                    {t('edit')}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {editing && <Editor service={editing === 'new' ? null : editing} onClose={() => setEditing(null)} onSaved={() => (setEditing(null), void refresh())} />}
    </div>
  );
}

function Editor({ service, onClose, onSaved }: { service: Service | null; onClose: () => void; onSaved: () => void }): ReactNode {
  const { t } = useTranslation();
  const me = useMe().data;
  const [fault, setFault] = useState<{ field: string | undefined; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [images, setImages] = useState<readonly string[]>(service?.images ?? []);
  const [uploading, setUploading] = useState(false);
  const [place, setPlace] = useState<Place | null>(service?.location ?? me?.location ?? null);
  const errorOf = (field: string): { error?: string } => (fault?.field === field ? { error: fault.text } : {});

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (!place) return;
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    const address = text('address');
    const input: ServiceInput = {
      name: text('name'),
      description: text('description') || null,
      category: text('category'),
      price: Number(text('price')),
      location: { lat: place.lat, lng: place.lng, ...(address ? { address } : {}) },
      images: [...images],
      tags: text('tags').split(/[,，\s]+/).filter(Boolean),
    };
    setBusy(true);
    try {
      await (service ? parley.services.change(service.id, input) : parley.services.create(input));
      onSaved();
    } catch (error) {
      setFault({ field: isParleyError(error) ? error.details.field : undefined, text: faultText(error) });
      setBusy(false);
    }
  }

  return (
    <Dialog title={t(service ? 'edit' : 'newService')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <Field label={t('serviceName')} name="name" defaultValue={service?.name} required maxLength={255} {...errorOf('name')} />
        <div className="grid grid-cols-2 gap-3">
          <CategoryChoice own={service?.category} />
          <Field label={t('price')} name="price" type="number" min={0} step="0.01" defaultValue={service?.price} required {...errorOf('price')} />
        </div>
        <TextArea label={t('description')} name="description" defaultValue={service?.description ?? ''} maxLength={5000} />
        <Photos photos={images} onChange={setImages} onBusy={setUploading} />
        <Field label={t('tags')} name="tags" defaultValue={service?.tags.join(' ')} hint={t('tagsHint')} {...errorOf('tags')} />
        <Field label={t('order.address')} name="address" defaultValue={service?.location.address} maxLength={200} />
        <PlaceFields place={place} onChange={setPlace} />
        {fault && (
          <p role="alert" className="text-sm text-danger">
            {fault.text}
          </p>
        )}
        <Button type="submit" busy={busy || uploading}>
          {t('save')}
        </Button>
      </form>
    </Dialog>
  );
}
