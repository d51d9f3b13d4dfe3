import { Suspense, type ReactNode } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { MessengerContext } from './lib/live';
import { useMessenger } from './lib/parley';
import { part } from './lib/part';
import { Shell } from './Shell';
import { Spinner } from './ui';
import { Guard } from './ui/Guard';
import { Said } from './ui/Said';

const SignIn = part(() => import('./account/SignIn'));
const Chat = part(() => import('./chat/ChatPage'));
const Nearby = part(() => import('./services/NearbyPage'));
const ServicePage = part(() => import('./services/ServicePage'));
const MyServices = part(() => import('./services/MyServicesPage'));
const Orders = part(() => import('./orders/OrdersPage'));
const Requests = part(() => import('./orders/RequestsPage'));
const Schedule = part(() => import('./orders/SchedulePage'));
const Reviews = part(() => import('./orders/ReviewsPage'));
const OrderPage = part(() => import('./orders/OrderPage'));
const Admin = part(() => import('./admin/AdminPage'));
const People = part(() => import('./people/PeoplePage'));
const Notices = part(() => import('./account/NoticesPage'));
const Me = part(() => import('./account/MePage'));

const waiting = (
  <div className="flex h-full items-center justify-center">
    <Spinner />
  </div>
);

export function App(): ReactNode {
  const messenger = useMessenger();
  const [path] = useLocation();
  if (!messenger)
    return (
      <Guard place={path}>
        <Suspense fallback={waiting}>
          <SignIn />
        </Suspense>
      </Guard>
    );
  return (
    <MessengerContext.Provider value={messenger} key={messenger.userId}>
      <Shell>
        <Guard place={path}>
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
        </Guard>
      </Shell>
      <Said />
    </MessengerContext.Provider>
  );
}
