import { Suspense, lazy, type ReactNode } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { MessengerContext } from './lib/live';
import { useMessenger } from './lib/parley';
import { Shell } from './Shell';
import { Spinner } from './ui';
import { Boundary } from './ui/Boundary';

const SignIn = lazy(() => import('./account/SignIn'));
const Chat = lazy(() => import('./chat/ChatPage'));
const Nearby = lazy(() => import('./services/NearbyPage'));
const ServicePage = lazy(() => import('./services/ServicePage'));
const MyServices = lazy(() => import('./services/MyServicesPage'));
const Orders = lazy(() => import('./orders/OrdersPage'));
const Requests = lazy(() => import('./orders/RequestsPage'));
const Schedule = lazy(() => import('./orders/SchedulePage'));
const Reviews = lazy(() => import('./orders/ReviewsPage'));
const OrderPage = lazy(() => import('./orders/OrderPage'));
const Admin = lazy(() => import('./admin/AdminPage'));
const People = lazy(() => import('./people/PeoplePage'));
const Notices = lazy(() => import('./account/NoticesPage'));
const Me = lazy(() => import('./account/MePage'));

const waiting = (
  <div className="flex h-full items-center justify-center">
    <Spinner />
  </div>
);

export function App(): ReactNode {
  const messenger = useMessenger();
  const [path] = useLocation();
  const part = path.split('/')[1];
  if (!messenger)
    return (
      <Suspense fallback={waiting}>
        <SignIn />
      </Suspense>
    );
  return (
    <MessengerContext.Provider value={messenger} key={messenger.userId}>
      <Shell>
        <Boundary key={part}>
          <Suspense fallback={waiting}>
            <Switch>
              <Route path="/chat/:id?">{({ id }) => <Chat id={id} />}</Route>
              <Route path="/services" component={Nearby} />
              <Route path="/services/mine" component={MyServices} />
              <Route path="/services/:id">{({ id }) => <ServicePage id={id} />}</Route>
              <Route path="/orders" component={Orders} />
              <Route path="/orders/requests" component={Requests} />
              <Route path="/orders/schedule" component={Schedule} />
              <Route path="/orders/reviews" component={Reviews} />
              <Route path="/orders/:id">{({ id }) => <OrderPage id={id} />}</Route>
              <Route path="/people/:tab?" component={People} />
              <Route path="/notices" component={Notices} />
              <Route path="/me" component={Me} />
              <Route path="/admin/*?" component={Admin} />
              <Route>
                <Redirect to="/chat" replace />
              </Route>
            </Switch>
          </Suspense>
        </Boundary>
      </Shell>
    </MessengerContext.Provider>
  );
}
