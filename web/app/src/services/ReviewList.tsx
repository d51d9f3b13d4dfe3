import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { brief } from '../lib/format';
import { parley } from '../lib/parley';
import { Avatar, Button, Spinner, Stars } from '../ui';

const PAGE = 20;

/** What customers said of a service, newest first. */
export function ReviewList({ serviceId }: { serviceId: string }): ReactNode {
  const { t } = useTranslation();
  const reviews = useInfiniteQuery({
    queryKey: ['reviews', serviceId],
    queryFn: ({ pageParam }) => parley.services.reviews(serviceId, pageParam, PAGE),
    initialPageParam: 1,
    getNextPageParam: ({ page, limit, total }) => (page * limit < total ? page + 1 : undefined),
  });
  if (reviews.isPending) return <Spinner />;
  if (reviews.isError)
    return (
      <p role="alert" className="text-danger">
        {t('unreachable')}
      </p>
    );
  const items = reviews.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="text-muted">{t('noReviews')}</p>;
  return (
    <>
      <ul className="flex flex-col gap-4">
        {items.map((review) => (
          <li key={review.id} className="flex gap-3">
            <Avatar name={review.customer?.displayName ?? ''} url={review.customer?.avatarUrl} size={36} />
            <div className="min-w-0 flex-1">
              <p className="flex items-center gap-2 text-sm">
                <span className="truncate font-medium">{review.customer?.displayName}</span>
                <Stars rating={review.rating} />
                <time dateTime={review.createdAt} className="ml-auto shrink-0 text-xs text-muted">
                  {brief(review.createdAt)}
                </time>
              </p>
              {review.comment && <p className="break-words whitespace-pre-wrap">{review.comment}</p>}
              {review.photos.length > 0 && (
                <ul className="mt-2 flex flex-wrap gap-2">
                  {review.photos.map((photo, index) => (
                    <li key={photo}>
                      <a href={photo} target="_blank" rel="noreferrer">
                        <img src={photo} alt={t('photo', { number: index + 1 })} loading="lazy" className="size-20 rounded-lg object-cover" />
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        ))}
      </ul>
      {reviews.hasNextPage && (
        <Button tone="quiet" className="mt-4" busy={reviews.isFetchingNextPage} onClick={() => void reviews.fetchNextPage()}>
          {t('notices.more')}
        </Button>
      )}
    </>
  );
}
