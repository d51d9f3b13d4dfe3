import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { parley } from '../lib/parley';
import { cx } from '../ui';
import { Icon } from '../ui/icons';

/** The bell, with how many notifications are unread. */
export function NoticesLink({ className }: { className?: string }): ReactNode {
  const { t } = useTranslation();
  const [path] = useLocation();
  const unread = useQuery({ queryKey: ['notices', 'unread'], queryFn: parley.notifications.unread }).data?.unread_count ?? 0;
  const here = path === '/notices';
  return (
    <Link
      href="/notices"
      aria-current={here ? 'page' : undefined}
      title={t('notices.title')}
      className={cx('relative inline-flex size-9 shrink-0 items-center justify-center rounded-lg transition hover:bg-sunken', here ? 'bg-accent-soft text-accent' : 'text-muted hover:text-ink', className)}
    >
      <Icon name="bell" />
      <span className="sr-only">
        {t('notices.title')} {unread > 0 && t('unreadCount', { count: unread })}
      </span>
      {unread > 0 && (
        <span aria-hidden className="absolute -top-0.5 -right-0.5 min-w-4.5 rounded-full bg-danger px-1 text-center text-[10px] leading-4.5 font-semibold text-white dark:text-black">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  );
}
