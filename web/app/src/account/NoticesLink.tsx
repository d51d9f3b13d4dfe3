import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { parley } from '../lib/parley';
import { cx } from '../ui';
import { Icon } from '../ui/icons';

/** The bell, with how many notifications are unread; `labelled` in a bar of places that have their names below. */
export function NoticesLink({ className, labelled = false }: { className?: string; labelled?: boolean }): ReactNode {
  const { t } = useTranslation();
  const [path] = useLocation();
  const unread = useQuery({ queryKey: ['notices', 'unread'], queryFn: parley.notifications.unread }).data?.unread_count ?? 0;
  const here = path === '/notices';
  return (
    <Link
      href="/notices"
      aria-current={here ? 'page' : undefined}
      title={t('notices.title')}
      className={cx('relative inline-flex shrink-0 items-center justify-center rounded-lg transition hover:bg-sunken', labelled ? 'flex-col gap-1 px-1 py-2 text-[11px] font-medium' : 'size-9', here ? 'bg-accent-soft text-accent' : 'text-muted hover:text-ink', className)}
    >
      <Icon name="bell" />
      <span className={labelled ? 'max-w-[72px] truncate' : 'sr-only'}>{t('notices.title')}</span>
      {unread > 0 && <span className="sr-only">{t('unreadCount', { count: unread })}</span>}
      {unread > 0 && (
        <span aria-hidden className={cx('absolute -top-0.5 min-w-4.5 rounded-full bg-danger px-1 text-center text-[10px] leading-4.5 font-semibold text-white dark:text-black', labelled ? 'left-1/2 ml-1' : '-right-0.5')}>
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  );
}
