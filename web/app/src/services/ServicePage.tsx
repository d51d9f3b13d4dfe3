import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { faultText } from '../lib/faults';
import { money } from '../lib/format';
import { useBack } from '../lib/back';
import { useLive } from '../lib/live';
import { OrderDialog } from '../orders/OrderDialog';
import { parley } from '../lib/parley';
import { categoryOf } from '../lib/words';
import { Avatar, Button, IconButton, Spinner, Stars } from '../ui';
import { Icon } from '../ui/icons';
import { ReviewList } from './ReviewList';

export default function ServicePage({ id }: { id: string }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [, go] = useLocation();
  const back = useBack();
  const [error, setError] = useState<string | null>(null);
  const [ordering, setOrdering] = useState(false);
  const service = useQuery({ queryKey: ['service', id], queryFn: () => parley.services.read(id) });
  if (service.isPending) return <div className="p-8"><Spinner /></div>;
  if (service.isError)
    return (
      <p role="alert" className="p-8 text-danger">
        {service.error.message}
      </p>
    );
  const { data } = service;

  async function contact(): Promise<void> {
    try {
      const conversation = await messenger.open({ targetUserId: data.providerId, serviceId: data.id });
      go(`/chat/${conversation.id}`);
    } catch (fault) {
      setError(faultText(fault));
    }
  }

  return (
    <div className="h-full overflow-y-auto">
      <article className="mx-auto max-w-2xl p-4 md:p-8">
        <IconButton icon="back" label={t('back')} onClick={() => back(data.providerId === messenger.userId ? '/services/mine' : '/services')} className="mb-2 -ml-2" />
        <header className="flex items-start justify-between gap-4">
          <div>
            <h1 className="text-2xl font-semibold">{data.name}</h1>
            <p className="mb-1 text-muted">
              {categoryOf(data.category)}
              {data.location.address && ` · ${data.location.address}`}
            </p>
            <Stars rating={data.rating} count={data.reviewCount} />
          </div>
          <p className="text-2xl font-semibold text-accent tabular-nums">{money(data.price, data.currency)}</p>
        </header>
        {data.images.length > 0 && (
          <div className="mt-4 flex gap-2 overflow-x-auto">
            {data.images.map((image) => (
              <img key={image} src={image} alt="" className="h-44 rounded-xl object-cover" />
            ))}
          </div>
        )}
        <div className="my-5 flex flex-wrap items-center gap-3 rounded-2xl border border-line bg-surface p-4">
          <Avatar name={data.provider?.displayName ?? ''} url={data.provider?.avatarUrl} />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{data.provider?.displayName}</span>
            <span className="text-sm text-muted">{t('role.provider')}</span>
          </span>
          {data.providerId !== messenger.userId && (
            <span className="flex gap-3 max-sm:w-full">
              <Button className="flex-1" onClick={() => void contact()}>
                <Icon name="chat" size={17} />
                {t('contactProvider')}
              </Button>
              <Button className="flex-1" tone="quiet" onClick={() => setOrdering(true)}>
                {t('order.make')}
              </Button>
            </span>
          )}
        </div>
        {error && (
          <p role="alert" className="mb-3 text-sm text-danger">
            {error}
          </p>
        )}
        {data.description && <p className="whitespace-pre-wrap">{data.description}</p>}
        {data.tags.length > 0 && (
          <ul className="mt-3 flex flex-wrap gap-1.5">
            {data.tags.map((tag) => (
              <li key={tag} className="rounded-full bg-sunken px-2.5 py-0.5 text-sm text-muted">
                {tag}
              </li>
            ))}
          </ul>
        )}
        <section className="mt-8">
          <h2 className="mb-3 text-lg font-semibold">{t('reviews')}</h2>
          <ReviewList serviceId={id} />
        </section>
      </article>
      {ordering && <OrderDialog providerId={data.providerId} serviceId={data.id} onClose={() => setOrdering(false)} />}
    </div>
  );
}
