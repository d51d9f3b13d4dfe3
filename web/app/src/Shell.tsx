import { showUnread } from '@parley/client';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { NoticesLink } from './account/NoticesLink';
import { titleOf, useConnection, useConversations, useLive, useMe, useUnread } from './lib/live';
import { useNotices } from './lib/notices';
import { useRequestCount } from './orders/requests';
import { takeBack, useEnded } from './lib/parley';
import { Button, cx } from './ui';
import { focusMain } from './ui/focus';
import { Icon, type IconName } from './ui/icons';

const STAFF: ReadonlySet<string> = new Set(['agent', 'admin', 'operator']);

/** The frame around every page: places to go, and what is wrong with the connection. */
export function Shell({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const [path] = useLocation();
  const me = useMe().data;
  const unread = useUnread();
  const requests = useRequestCount();
  useNotices();
  useEffect(() => () => showUnread(0, 'Parley'), []); // signed out

  const places: { to: string; icon: IconName; label: string; badge?: number }[] = [
    { to: '/chat', icon: 'chat', label: t('nav.chat'), badge: unread },
    { to: me?.userType === 'provider' ? '/services/mine' : '/services', icon: 'pin', label: t(me?.userType === 'provider' ? 'nav.myServices' : 'nav.services') },
    { to: '/orders', icon: 'order', label: t('nav.orders'), badge: requests },
    { to: '/people', icon: 'people', label: t('nav.people') },
    ...(me && STAFF.has(me.userType) ? [{ to: '/admin', icon: 'shield' as const, label: t('nav.admin') }] : []),
    { to: '/me', icon: 'person', label: t('nav.me') },
  ];
  const title = useTitle(path, places);
  useEffect(() => showUnread(unread, title), [unread, title]);
  // What led here may be gone by now.
  const [began] = useState(path);
  useEffect(() => {
    if (path !== began && document.activeElement === document.body) focusMain();
  }, [path, began]);
  // In a conversation a phone has room for that alone.
  const inChat = /^\/chat\/./.test(path);

  return (
    <div className="flex h-full flex-col md:flex-row">
      <nav
        aria-label={t('nav.label')}
        className={cx('order-last border-line bg-surface md:order-first md:flex md:w-[76px] md:flex-col md:border-t-0 md:border-r md:pt-3', inChat ? 'hidden' : 'flex border-t pb-[env(safe-area-inset-bottom)]')}
      >
        {places.map(({ to, icon, label, badge = 0 }) => {
          const here = path === to || path.startsWith(`${to}/`);
          return (
            <Link
              key={to}
              href={to}
              aria-current={here ? 'page' : undefined}
              className={cx('group relative flex flex-1 flex-col items-center gap-0.5 py-2 text-[11px] font-medium md:flex-none md:py-2.5', here ? 'text-accent' : 'text-muted hover:text-ink')}
            >
              <span className={cx('relative flex h-8 w-12 items-center justify-center rounded-full transition', here ? 'bg-accent-soft' : 'group-hover:bg-sunken')}>
                <Icon name={icon} size={21} />
                {badge > 0 && <span className="absolute -top-1 right-0 min-w-5 rounded-full bg-danger px-1 text-center text-[11px] leading-5 font-semibold text-white dark:text-black">{badge > 99 ? '99+' : badge}</span>}
              </span>
              {label}
              {badge > 0 && <span className="sr-only">{t(to === '/orders' ? 'order.waiting' : 'unreadCount', { count: badge })}</span>}
            </Link>
          );
        })}
        <NoticesLink labelled className="mx-auto mt-auto mb-3 max-md:hidden" />
      </nav>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ConnectionNotice />
        <main tabIndex={-1} className="min-h-0 flex-1 outline-none">{children}</main>
      </div>
    </div>
  );
}

/** What the page is called: with whom one talks, or the place one is at. */
function useTitle(path: string, places: readonly { to: string; label: string }[]): string {
  const { t } = useTranslation();
  const { userId } = useLive();
  const chat = useConversations().find(({ id }) => path === `/chat/${id}`);
  const place = path === '/notices' ? t('notices.title') : places.find(({ to }) => to.split('/')[1] === path.split('/')[1])?.label;
  const name = chat ? titleOf(chat, userId) : place;
  return name ? `${name} · Parley` : 'Parley';
}

function ConnectionNotice(): ReactNode {
  const { t } = useTranslation();
  const state = useConnection();
  const ended = useEnded();
  if (ended === 'replaced')
    return (
      <div role="alert" className="flex items-center justify-center gap-3 bg-warn-soft px-4 py-1.5 text-sm text-warn">
        {t('replaced')}
        <Button tone="plain" className="min-h-7" onClick={takeBack}>
          {t('useHere')}
        </Button>
      </div>
    );
  if (state !== 'waiting') return null;
  return (
    <div role="status" className="bg-warn-soft px-4 py-1.5 text-center text-sm text-warn">
      {t('offline')}
    </div>
  );
}
