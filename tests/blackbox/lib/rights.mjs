// The routes of Market as docs/protocols/market.md lists them with the answer that each role gets, and something real for each {name} in their paths.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pdf, upload } from './files.mjs';
import { aService, eventually, password } from './market.mjs';
import { call, must } from './rest.mjs';
import { repository } from './server.mjs';

export const pages = ['market.md', 'market-orders.md', 'market-payments.md', 'webhooks.md'];
const read = (page) => readFileSync(join(repository, 'docs/protocols', page), 'utf8');

/** The table's roles, and its rows: `{method, path, statuses}`. */
export function rights() {
  const page = read('market.md');
  const lines = page.slice(page.indexOf('## Who may call what')).split('\n## ')[0].split('\n').filter((line) => line.startsWith('| '));
  const cells = lines.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const roles = cells[0].slice(1);
  const rows = cells.slice(1).map(([request, ...statuses]) => {
    const [, method, path] = /^`(\w+) (\S+)`$/.exec(request);
    return { method, path, statuses: statuses.slice(0, roles.length).map(Number) };
  });
  return { roles, rows };
}

/** A path with its query gone and one word for whatever stands in a place: what two spellings of a route have in common. */
export const shape = (method, path) => `${method} ${path.replace(/\?.*/, '').replace(/:\w+|\{\w+\}|‹[^›]*›|(?<=\/callback\/)\w+/g, '*')}`;

/** Every route that the pages speak of, wherever they do. */
export function spokenOf() {
  const found = new Set();
  for (const page of pages) {
    for (const [, method, path] of read(page).matchAll(/\b(GET|POST|PUT|PATCH|DELETE) (\/[^\s`,;)]*)/g)) {
      const whole = /^\/(api|pay)\//.test(path) ? path : `/api/v1${path}`;
      if (!/^\/api\/v1\/chat\/(conversations|messages)\/\{(conversation|group|message|answer|forwarded)\}/.test(whole)) found.add(shape(method, whole)); // examples
    }
  }
  return [...found];
}

/**
 * Things of a tenant, made by its people when they are first asked for; `refresh` forgets those that a request may have changed.
 * `people` are `customer`, `provider`, `third` and `admin`.
 */
export class Things {
  constructor(server, people) {
    Object.assign(this, { server, people, made: new Map() });
  }

  refresh() {
    this.made.clear();
  }

  id(name) {
    if (!this.made.has(name)) this.made.set(name, this.make(name));
    return this.made.get(name);
  }

  as(who, method, path, body) {
    return call(this.server, method, `/api/v1${path}`, { token: this.people[who].token, body });
  }

  async ask(who, method, path, body) {
    return must(200, await this.as(who, method, path, body)).data;
  }

  async make(name) {
    const { customer, provider, third } = this.people;
    switch (name) {
      case 'user':
      case 'customer': return customer.id;
      case 'provider': return provider.id;
      case 'member': return third.id;
      case 'gateway': return 'sandbox';
      case 'service': return (await this.ask('provider', 'POST', '/services', aService())).id;
      case 'order': return (await this.ask('customer', 'POST', '/orders', { serviceId: await this.id('service') })).id;
      case 'payment': return (await this.ask('customer', 'POST', `/orders/${await this.id('order')}/pay`)).paymentId;
      case 'conversation': return (await this.ask('customer', 'POST', '/chat/conversations', { targetUserId: provider.id })).id;
      case 'group': return (await this.ask('customer', 'POST', '/chat/conversations', { participantIds: [provider.id, third.id], name: '搬家' })).id;
      case 'message': return (await this.ask('customer', 'POST', `/chat/conversations/${await this.id('group')}/messages`, { content: { text: '你好' } })).id;
      case 'file': return must(201, await upload(this.server, customer, { bytes: pdf, name: 'a.pdf', type: 'application/pdf' })).data.id;
      case 'webhook': return (await this.ask('admin', 'POST', '/webhooks', { url: 'http://127.0.0.1:9/', events: ['user.updated'] })).id;
      case 'delivery': return this.makeDelivery();
      case 'tenant': return this.makeTenant();
      default: throw new Error(`nobody makes a ${name}`);
    }
  }

  async makeDelivery() {
    const webhook = await this.id('webhook');
    await this.ask('customer', 'PATCH', '/me', { displayName: `名字 ${Date.now()}` });
    const list = await eventually('a delivery', () => this.ask('admin', 'GET', `/webhooks/${webhook}/deliveries`), (all) => all.length > 0);
    return list[0].id;
  }

  async makeTenant() {
    const { operator } = this.people;
    const subdomain = `t-${process.pid}-${(Things.serial = (Things.serial ?? 0) + 1)}`;
    return String(must(200, await call(this.server, 'POST', '/api/admin/tenants', { token: operator.token, body: { name: 'T', subdomain } })).data.id);
  }

  /** The path with real ids in it. */
  async fill(path) {
    let filled = path;
    for (const [whole, name] of path.matchAll(/\{(\w+)\}/g)) filled = filled.replace(whole, await this.id(name));
    return filled;
  }

  /** What the path's things are, as those see them whose they are: to be compared before and after. */
  async look(path) {
    const seen = {};
    for (const name of new Set(['group', ...[...path.matchAll(/\{(\w+)\}/g)].map(([, found]) => found)])) {
      if (name === 'order' || name === 'payment') seen[name] = await this.ask('customer', 'GET', `/orders/${await this.id('order')}`);
      if (name === 'service') seen[name] = await this.ask('provider', 'GET', `/services/${await this.id('service')}`);
      if (name === 'group' && this.made.has('group')) seen[name] = await this.ask('customer', 'GET', `/chat/conversations/${await this.id(name)}`);
      if (name === 'conversation') seen[name] = await this.lookAtTalk(await this.id(name));
      if (name === 'webhook') {
        const { circuit, ...webhook } = await this.ask('admin', 'GET', `/webhooks/${await this.id(name)}`); // nobody answers its deliveries, and they go on
        seen[name] = webhook;
      }
    }
    return seen;
  }

  /** A conversation of two, without the steps of their orders: those are told in their own time. */
  async lookAtTalk(id) {
    const { isActive, participants } = await this.ask('customer', 'GET', `/chat/conversations/${id}`);
    const { conversations } = await this.ask('customer', 'POST', '/chat/sync', { conversations: { [id]: 0 }, by: 'seq' }); // marks nothing as read
    const messages = conversations.flatMap((one) => (one.id === id ? one.messages : []));
    return { isActive, participants, messages: messages.filter((one) => one.messageType !== 'order').map((one) => [one.id, one.content]) };
  }
}

let serial = 0;
const fresh = () => `fresh-${process.pid}-${++serial}`;

/** A body that each request takes as good, so that rights alone decide; `ids` makes and names things. */
export const bodies = {
  'POST /api/v1/auth/register': () => ({ username: fresh(), password }),
  'POST /api/v1/auth/login': (ids, caller, anybody) => ({ username: anybody.username, password }),
  'POST /api/v1/auth/refresh': async (ids, caller, anybody, server) =>
    ({ refreshToken: must(200, await call(server, 'POST', '/api/v1/auth/login', { body: { username: anybody.username, password } })).data.refreshToken }),
  'PATCH /api/v1/me': () => ({ displayName: '新名' }),
  'POST /api/v1/me/password': () => ({ currentPassword: password, newPassword: password + '!' }),
  'PUT /api/v1/me/wechat': () => ({ openid: fresh() }),
  'POST /api/v1/tenant/users': () => ({ externalUserId: fresh(), displayName: 'x', userType: 'customer' }),
  'POST /api/v1/tenant/tokens': () => ({ externalUserId: 'known' }),
  'POST /api/v1/tenant/rooms': async (ids) => ({ orderId: String(770_000 + ++serial), participants: [await ids('customer'), await ids('provider')] }),
  'POST /api/v1/chat/conversations': async (ids) => ({ targetUserId: await ids('member') }),
  'PATCH /api/v1/chat/conversations/{conversation}': () => ({ isActive: true }),
  'PATCH /api/v1/chat/conversations/{group}': () => ({ name: '新名' }),
  'POST /api/v1/chat/conversations/{conversation}/messages': () => ({ content: { text: '好' } }),
  'POST /api/v1/chat/conversations/{group}/members': async (ids, caller, anybody) => ({ userIds: [anybody.id] }),
  'POST /api/v1/chat/messages/{message}/forward': async (ids) => ({ targetUserIds: [await ids('member')] }),
  'POST /api/v1/chat/sync': () => ({ conversations: {} }),
  'POST /api/v1/services': () => aService(),
  'PATCH /api/v1/services/{service}': () => ({ price: 99 }),
  'PUT /api/v1/services/{service}': () => ({ price: 99 }),
  'POST /api/v1/orders': async (ids) => ({ serviceId: await ids('service') }),
  'POST /api/v1/orders/{order}/reschedule': () => ({ scheduledTime: Date.now() + 86_400_000 }),
  'POST /api/v1/orders/{order}/quote': () => ({ amount: 10 }),
  'POST /api/v1/orders/{order}/dispute': () => ({ reason: '没有来' }),
  'POST /api/v1/orders/{order}/dispute/resolve': () => ({ refund: true }),
  'POST /api/v1/orders/{order}/review': () => ({ rating: 5 }),
  'POST /api/v1/webhooks': () => ({ url: 'http://127.0.0.1:9/', events: ['order.created'] }),
  'PATCH /api/v1/webhooks/{webhook}': () => ({ name: '新名' }),
  'POST /api/admin/tenants': () => ({ name: 'T', subdomain: fresh() }),
  'PATCH /api/admin/tenants/{tenant}': () => ({ name: '新名' }),
};
