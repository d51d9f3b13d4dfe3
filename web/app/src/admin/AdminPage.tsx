import type { ReactNode } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useMe } from '../lib/live';
import { Spinner, cx } from '../ui';
import Announcements from './Announcements';
import Audit from './Audit';
import Bans from './Bans';
import Disputes from './Disputes';
import Emergency from './Emergency';
import Dashboard from './figures/Dashboard';
import Hits from './Hits';
import Jobs from './Jobs';
import Payments from './Payments';
import Person from './Person';
import { RANKS } from './rank';
import ReportPage from './reports/ReportPage';
import Reports from './reports/Reports';
import { SectionNav } from './SectionNav';
import { sectionAt } from './sections';
import Settings from './settings/Settings';
import Tenants from './Tenants';
import Users from './Users';
import WebhookPage from './webhooks/WebhookPage';
import Webhooks from './webhooks/Webhooks';
import Words from './Words';
import './words';

/** For those who run a tenant, or the whole of it. */
export default function AdminPage(): ReactNode {
  const me = useMe().data;
  const [path] = useLocation();
  if (!me)
    return (
      <div className="p-8">
        <Spinner />
      </div>
    );
  const rank = RANKS[me.userType];
  if (rank === 0) return <Redirect to="/chat" replace />;
  if (sectionAt(path).rank > rank) return <Redirect to="/admin" replace />;
  return (
    <div className="flex h-full flex-col md:flex-row">
      <SectionNav rank={rank} />
      <div className="min-h-0 min-w-0 flex-1 overflow-y-auto" tabIndex={-1}>
        <div className={cx('mx-auto p-4 md:p-8', path === '/admin' ? 'max-w-6xl' : 'max-w-4xl')}>
          <Switch>
            <Route path="/admin">
              <Dashboard rank={rank} />
            </Route>
            <Route path="/admin/users" component={Users} />
            <Route path="/admin/users/:id">{({ id }) => <Person key={id} id={Number(id)} />}</Route>
            <Route path="/admin/reports" component={Reports} />
            <Route path="/admin/reports/:id">{({ id }) => <ReportPage key={id} id={Number(id)} />}</Route>
            <Route path="/admin/emergency" component={Emergency} />
            <Route path="/admin/disputes" component={Disputes} />
            <Route path="/admin/hits" component={Hits} />
            <Route path="/admin/bans" component={Bans} />
            <Route path="/admin/words" component={Words} />
            <Route path="/admin/announcements">
              <Announcements everywhere={rank === 3} />
            </Route>
            <Route path="/admin/webhooks" component={Webhooks} />
            <Route path="/admin/webhooks/:id">{({ id }) => <WebhookPage key={id} id={Number(id)} />}</Route>
            <Route path="/admin/payments" component={Payments} />
            <Route path="/admin/audit" component={Audit} />
            <Route path="/admin/tenants" component={Tenants} />
            <Route path="/admin/jobs" component={Jobs} />
            <Route path="/admin/settings" component={Settings} />
            <Route>
              <Redirect to="/admin" replace />
            </Route>
          </Switch>
        </div>
      </div>
    </div>
  );
}
