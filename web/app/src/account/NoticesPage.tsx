import type { Notification as Notice } from '@parley/client';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useAct } from '../lib/act';
import { moment } from '../lib/format';
import { parley } from '../lib/parley';
import { noticeOf } from '../lib/words';
import { Button, Empty, Spinner, cx } from '../ui';
import { Fault } from '../ui/Fault';
import { Icon, type IconName } from '../ui/icons';

const PAGE = 30;

/** What waits for its reader: orders, requests, announcements. */
export default function NoticesPage(): ReactNode {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const { busy, error, act } = useAct();
  const notices = useInfiniteQuery({
    queryKey: ['notices'],
    queryFn: ({ pageParam }) => parley.notifications.list(pageParam ?? undefined, PAGE),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.has_more ? (page.items.at(-1)?.id ?? null) : null),
  });
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['notices'] });
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];

  function open(notice: Notice): void {
    if (!notice.is_read) void parley.notifications.read(notice.id).then(refresh).catch(() => undefined);
    const to = placeOf(notice);
    if (to) go(to);
  }

  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-2xl p-4 md:p-8">
        <header className="mb-4 flex items-center justify-between gap-3">
          <h1 className="text-lg font-semibold">{t('notices.title')}</h1>
          {items.some(({ is_read }) => !is_read) && (
            <Button tone="plain" busy={busy} onClick={() => act(() => parley.notifications.readAll().then(refresh))}>
              {t('notices.readAll')}
            </Button>
          )}
        </header>
        <Fault>{error}</Fault>
        {notices.isPending ? (
          <Spinner />
        ) : notices.isError ? (
          <p role="alert">{t('unreachable')}</p>
        ) : items.length === 0 ? (
          <Empty icon="bell" title={t('notices.none')} />
        ) : (
          <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
            {items.map((notice) => (
              <li key={notice.id}>
                <button type="button" onClick={() => open(notice)} className="flex w-full items-start gap-3 px-4 py-3 text-left transition hover:bg-sunken">
                  <span className={cx('flex size-9 shrink-0 items-center justify-center rounded-full', notice.is_read ? 'bg-sunken text-muted' : 'bg-accent-soft text-accent')}>
                    <Icon name={iconOf(notice.type)} size={18} />
                  </span>
                  <span className="min-w-0 flex-1">
                    <span className="flex items-baseline gap-2">
                      <span className={cx('truncate', !notice.is_read && 'font-semibold')}>{noticeOf(notice).title}</span>
                      <time className="ml-auto shrink-0 text-xs text-muted">{moment(notice.created_at)}</time>
                    </span>
                    <span className="block text-sm whitespace-pre-wrap text-muted">{noticeOf(notice).text}</span>
                  </span>
                  {!notice.is_read && (
                    <span className="mt-2 size-2 shrink-0 rounded-full bg-danger">
                      <span className="sr-only">{t('unread')}</span>
                    </span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        )}
        {notices.hasNextPage && (
          <div className="mt-4 text-center">
            <Button tone="quiet" busy={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
              {t('notices.more')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

function iconOf(type: string): IconName {
  if (/friend/.test(type)) return 'people';
  if (/order|payment|review/.test(type)) return 'order';
  return 'bell';
}

/** Where a notice leads, as far as it says. */
function placeOf({ type, data = {} }: Notice): string | null {
  const order = data.orderId ?? data.order_id;
  const conversation = data.conversationId ?? data.conversation_id ?? data.group_id;
  if (order !== undefined) return `/orders/${String(order)}`;
  if (conversation !== undefined) return `/chat/${String(conversation)}`;
  return /friend/.test(type) ? '/people/requests' : null;
}
