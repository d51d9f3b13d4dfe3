import type { Service } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { parley } from '../lib/parley';
import { ReviewList } from '../services/ReviewList';
import { Empty, Spinner, Stars } from '../ui';
import { OrdersFrame } from './OrdersFrame';

/** What customers said of a provider's services, the most reviewed one first. */
export default function ReviewsPage(): ReactNode {
  const { t } = useTranslation();
  const mine = useQuery({ queryKey: ['services', 'mine'], queryFn: () => parley.services.mine() });
  const reviewed = (mine.data ?? [])
    .flatMap(({ services }) => services)
    .filter(({ reviewCount }) => reviewCount > 0)
    .sort((a, b) => b.reviewCount - a.reviewCount);
  return (
    <OrdersFrame here="/orders/reviews">
      {mine.isPending ? (
        <Spinner />
      ) : mine.isError ? (
        <p role="alert" className="text-danger">
          {t('unreachable')}
        </p>
      ) : reviewed.length === 0 ? (
        <Empty icon="star" title={t('noReviews')}>
          {t('order.noReviewsHint')}
        </Empty>
      ) : (
        <div className="mx-auto flex max-w-2xl flex-col gap-3">
          {reviewed.map((service, index) => (
            <Reviewed key={service.id} service={service} first={index === 0} />
          ))}
        </div>
      )}
    </OrdersFrame>
  );
}

/** Its reviews are asked for when it is opened. */
function Reviewed({ service, first }: { service: Service; first: boolean }): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(first);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="rounded-2xl border border-line bg-surface">
      <summary className="flex cursor-pointer items-center gap-3 rounded-2xl p-4">
        <span className="min-w-0 flex-1 truncate font-semibold">{service.name}</span>
        <Stars rating={service.rating} count={service.reviewCount} />
      </summary>
      {open && (
        <div className="border-t border-line p-4">
          <ReviewList serviceId={service.id} />
          <Link href={`/services/${service.id}`} className="mt-4 inline-block text-sm text-accent hover:underline">
            {t('order.toService')}
          </Link>
        </div>
      )}
    </details>
  );
}
