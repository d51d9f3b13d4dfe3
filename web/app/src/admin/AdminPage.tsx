import type { UserType } from '@parley/client';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { useMe } from '../lib/live';
import { Spinner, cx } from '../ui';
import { Icon, type IconName } from '../ui/icons';
import Announcements from './Announcements';
import Audit from './Audit';
import Bans from './Bans';
import Dashboard from './Dashboard';
import Emergency from './Emergency';
import Jobs from './Jobs';
import Person from './Person';
import ReportPage from './ReportPage';
import Reports from './Reports';
import Tenants from './Tenants';
import Users from './Users';
import WebhookPage from './WebhookPage';
import Webhooks from './Webhooks';
import Words from './Words';
import './words';

const RANKS: Record<UserType, number> = { customer: 0, provider: 0, agent: 1, admin: 2, operator: 3 };

const SECTIONS: { name: string; icon: IconName; rank: number }[] = [
  { name: 'dashboard', icon: 'chart', rank: 1 },
  { name: 'users', icon: 'people', rank: 2 },
  { name: 'reports', icon: 'flag', rank: 1 },
  { name: 'emergency', icon: 'sos', rank: 1 },
  { name: 'bans', icon: 'shield', rank: 2 },
  { name: 'words', icon: 'block', rank: 2 },
  { name: 'announcements', icon: 'bell', rank: 2 },
  { name: 'webhooks', icon: 'forward', rank: 2 },
  { name: 'audit', icon: 'list', rank: 2 },
  { name: 'tenants', icon: 'home', rank: 3 },
  { name: 'jobs', icon: 'gear', rank: 3 },
];

/** For those who run a tenant, or the whole of it. */
export default function AdminPage(): ReactNode {
  const { t } = useTranslation('admin');
  const me = useMe().data;
  const [path] = useLocation();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [path, me]);
  if (!me)
    return (
      <div className="p-8">
        <Spinner />
      </div>
    );
  const rank = RANKS[me.userType];
  if (rank === 0) return <Redirect to="/chat" replace />;
  const at = (name: string): string => (name === 'dashboard' ? '/admin' : `/admin/${name}`);
  return (
    <div className="flex h-full flex-col md:flex-row">
      <nav ref={nav} aria-label={t('title')} className="flex shrink-0 gap-1 overflow-x-auto border-b border-line bg-surface p-2 md:w-52 md:flex-col md:overflow-y-auto md:border-r md:border-b-0 md:p-3">
        {SECTIONS.filter((section) => section.rank <= rank).map(({ name, icon }) => {
          const here = name === 'dashboard' ? path === '/admin' : path.startsWith(at(name));
          return (
            <Link
              key={name}
              href={at(name)}
              aria-current={here ? 'page' : undefined}
              className={cx('flex shrink-0 items-center gap-2.5 rounded-lg px-3 py-2 text-sm font-medium transition', here ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-sunken hover:text-ink')}
            >
              <Icon name={icon} size={18} />
              {t(`sections.${name}`)}
            </Link>
          );
        })}
      </nav>
      <div className="min-h-0 min-w-0 flex-1 overflow-y-auto" tabIndex={-1}>
        <div className="mx-auto max-w-4xl p-4 md:p-8">
          <Switch>
            <Route path="/admin">
              <Dashboard rank={rank} />
            </Route>
            <Route path="/admin/users" component={Users} />
            <Route path="/admin/users/:id">{({ id }) => <Person key={id} id={Number(id)} />}</Route>
            <Route path="/admin/reports" component={Reports} />
            <Route path="/admin/reports/:id">{({ id }) => <ReportPage key={id} id={Number(id)} />}</Route>
            <Route path="/admin/emergency" component={Emergency} />
            <Route path="/admin/bans" component={Bans} />
            <Route path="/admin/words" component={Words} />
            <Route path="/admin/announcements">
              <Announcements everywhere={rank === 3} />
            </Route>
            <Route path="/admin/webhooks" component={Webhooks} />
            <Route path="/admin/webhooks/:id">{({ id }) => <WebhookPage key={id} id={id} />}</Route>
            <Route path="/admin/audit" component={Audit} />
            <Route path="/admin/tenants" component={Tenants} />
            <Route path="/admin/jobs" component={Jobs} />
            <Route>
              <Redirect to="/admin" replace />
            </Route>
          </Switch>
        </div>
      </div>
    </div>
  );
}
