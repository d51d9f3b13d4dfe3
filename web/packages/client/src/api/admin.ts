import type { Http, Listed } from '../http/http.js';
import type { UserType } from '../types.js';
import type { LiveFigures, Statistic, StatisticsQuery } from './figures.js';
import type { OrderStatus, PaymentStatus } from './orders.js';
import type { Setting, TenantDelivery, TenantPayment, TenantPaymentState, TenantWebhook } from './operation.js';
import type { Hit, ReportedMessage } from './oversight.js';

/** An account, as those see it who run its tenant. Ids are numbers here. */
export interface Account {
  id: number;
  username: string;
  displayName: string;
  role: UserType;
  status: 'active' | 'banned' | 'disabled';
  reason?: string | null;
  bannedUntil?: string | null;
}

export interface AccountDetail {
  user: Account;
  externalUserId?: string | null;
  realName?: string | null;
  phone?: string | null;
  email?: string | null;
  hasWeChat: boolean;
  connections: number;
  lastSeenAt?: string | null;
  createdAt: string;
  /** Connected to the node that answered, or brought up to date before. */
  devices: { device: string; isConnected: boolean; lastUsedAt?: string | null }[];
  /** The newest lines of the trail that the person made. */
  activity: AuditLine[];
}

export interface Ban {
  id: number;
  userId: number;
  /** Kept out is this device, not the account. */
  device?: string | null;
  reason: string;
  isAutomatic: boolean;
  bannedBy?: number | null;
  createdAt: string;
  until?: string | null;
  liftedAt?: string | null;
  liftReason?: string | null;
  /** What the banned say against it. */
  appeal?: string | null;
  appealedAt?: string | null;
}

export type ReportState = 'open' | 'taken' | 'resolved' | 'dismissed';

export interface Report {
  id: number;
  state: ReportState;
  reporterId: number;
  targetUserId: number;
  messageId?: number | null;
  conversationId?: number | null;
  reason: string;
  detail?: string | null;
  evidenceType?: string | null;
  /** What the message said when it was reported. */
  evidence?: string | null;
  /** Its file, under `/api/admin/reports/{id}/file`. */
  evidenceFileId?: number | null;
  /** What stood beside its text: a place's `lat`, `lng` and `address`, a file's `name`, an outside picture's `url`. */
  evidenceData?: Record<string, unknown> | null;
  takenBy?: number | null;
  closedBy?: number | null;
  note?: string | null;
  createdAt: string;
  closedAt?: string | null;
}

export type HelpState = 'open' | 'taken' | 'closed';

export interface HelpCall {
  id: number;
  state: HelpState;
  orderId: number;
  conversationId?: number | null;
  callerId: number;
  contactId?: number | null;
  takenBy?: number | null;
  takenAt?: string | null;
  closedBy?: number | null;
  closedAt?: string | null;
  /** Of those who saw to it, for each other. */
  note?: string | null;
  createdAt: string;
}

export type DisputeState = 'open' | 'refund' | 'dismissed';

export interface Dispute {
  orderId: number;
  orderNumber: string;
  tenantId: number;
  state: DisputeState;
  serviceName: string;
  orderStatus: OrderStatus;
  paymentStatus: PaymentStatus;
  amount: number;
  currency: string;
  customer: { id: number; displayName?: string | null };
  provider: { id: number; displayName?: string | null };
  raisedBy?: number | null;
  reason?: string | null;
  raisedAt?: string | null;
  decidedBy?: number | null;
  /** Why it was decided so; both sides read it. */
  note?: string | null;
  decidedAt?: string | null;
}

export type WordAction = 'reject' | 'mask' | 'flag';

export interface Word {
  word: string;
  action: WordAction;
  createdAt: string;
}

export interface Announcement {
  id: number;
  title: string;
  content: string;
  audience: 'all' | UserType;
  tenantId?: number | null;
  at: string;
  publishedAt?: string | null;
  createdBy: number;
  createdAt: string;
}

export interface NewAnnouncement {
  title: string;
  content: string;
  audience?: string;
  at?: string;
  tenantId?: number;
}

export interface Tenant {
  id: number;
  name: string;
  subdomain?: string | null;
  planType: string;
  isActive: boolean;
  status: 'active' | 'suspended';
  contactPolicy?: string | null;
  createdAt: string;
  updatedAt?: string | null;
  /** Shown once: when it was made. */
  apiKey?: string;
}

export interface Job {
  id: number;
  kind: string;
  state: 'waiting' | 'running' | 'dead';
  tenantId?: number | null;
  attempts: number;
  lastError?: string | null;
  owner?: string | null;
  dueAt: string;
  createdAt: string;
  deadAt?: string | null;
}

export interface AuditLine {
  id: number;
  action: string;
  actorId?: number | null;
  targetId?: number | null;
  detail?: string | null;
  address?: string | null;
  requestId?: string | null;
  at: string;
}

/** `/api/admin`: for agents, admins and operators; the server says who may. */
export class AdminApi {
  constructor(private readonly http: Http) {}

  /** An entry for each hour or day of the span, oldest first. */
  statistics = ({ from, to, by, tenantId }: StatisticsQuery): Promise<Statistic[]> => this.http.get('/api/admin/statistics', { query: { from, to, by, tenantId } });
  /** An operator's: of one tenant; else of all. */
  live = (tenantId?: number): Promise<LiveFigures> => this.http.get('/api/admin/live', { query: { tenantId } });

  users = (q: string, after?: number): Promise<Listed<Account>> => this.#list('/users', { q, after });
  user = (id: number): Promise<AccountDetail> => this.http.get(`/api/admin/users/${id}`);
  ban = (id: number, reason: string, minutes?: number): Promise<unknown> => this.http.post(`/api/admin/users/${id}/ban`, { reason, ...(minutes ? { minutes } : {}) });
  unban = (id: number, reason: string): Promise<unknown> => this.http.post(`/api/admin/users/${id}/unban`, { reason });
  disable = (id: number, reason: string): Promise<unknown> => this.http.post(`/api/admin/users/${id}/disable`, { reason });
  bans = (state?: 'holding' | 'appealed', after?: number): Promise<Listed<Ban>> => this.#list('/bans', { state, after });
  liftBan = (id: number, reason: string): Promise<unknown> => this.http.post(`/api/admin/bans/${id}/lift`, { reason });
  setRole = (id: number, role: string): Promise<Account> => this.http.post(`/api/admin/users/${id}/role`, { role });
  signOutAll = (id: number): Promise<Account> => this.http.post(`/api/admin/users/${id}/sign-out`);

  reports = (state?: ReportState, after?: number): Promise<Listed<Report>> => this.#list('/reports', { state, after });
  report = (id: number): Promise<Report> => this.http.get(`/api/admin/reports/${id}`);
  /** `resolve` and `dismiss` may leave a note for colleagues. */
  decide = (id: number, decision: 'take' | 'resolve' | 'dismiss', note?: string): Promise<Report> => this.http.post(`/api/admin/reports/${id}/${decision}`, note ? { note } : {});
  /** What was said around a reported message, newest first; each asking is written down. */
  reportedMessages = (id: number, after?: number): Promise<Listed<ReportedMessage>> => this.#list(`/reports/${id}/messages`, { after });
  /** The file of the reported message, or of one around it; each opening is written down. */
  reportedFile = (id: number, messageId?: number): Promise<Blob> => this.http.download(`/api/admin/reports/${id}${messageId === undefined ? '' : `/messages/${messageId}`}/file`);
  hits = (asked: { kind?: Hit['kind'] | undefined; userId?: number | undefined }, after?: number): Promise<Listed<Hit>> => this.#list('/hits', { ...asked, after });
  /** With what was written, which is written down. */
  hit = (id: number): Promise<Hit> => this.http.get(`/api/admin/hits/${id}`);
  helpCalls = (state?: HelpState, after?: number): Promise<Listed<HelpCall>> => this.#list('/emergency-calls', { state, after });
  /** Refused where a colleague was faster. */
  takeHelpCall = (id: number): Promise<HelpCall> => this.http.post(`/api/admin/emergency-calls/${id}/take`);
  closeHelpCall = (id: number, note?: string): Promise<HelpCall> => this.http.post(`/api/admin/emergency-calls/${id}/close`, note ? { note } : {});
  /** Those of the newest order first. */
  disputes = (state?: DisputeState, after?: number): Promise<Listed<Dispute>> => this.#list('/disputes', { state, after });
  dispute = (orderId: number | string): Promise<Dispute> => this.http.get(`/api/admin/disputes/${orderId}`);
  /** Admins decide; with `refund` what was paid goes back. */
  resolveDispute = (orderId: number | string, refund: boolean, note?: string): Promise<Dispute> => this.http.post(`/api/admin/disputes/${orderId}/resolve`, { refund, ...(note ? { note } : {}) });

  words = (after?: number): Promise<Listed<Word>> => this.#list('/words', { after, limit: 100 });
  setWords = (words: string[], action: WordAction): Promise<unknown> => this.http.post('/api/admin/words', { words, action });
  removeWord = (word: string): Promise<unknown> => this.http.delete(`/api/admin/words?word=${encodeURIComponent(word)}`);

  announcements = (after?: number): Promise<Listed<Announcement>> => this.#list('/announcements', { after });
  announce = (announcement: NewAnnouncement): Promise<Announcement> => this.http.post('/api/admin/announcements', announcement);
  /** Only one that was not said yet. */
  takeBack = (id: number): Promise<unknown> => this.http.delete(`/api/admin/announcements/${id}`);

  tenants = (after?: number): Promise<Listed<Tenant>> => this.#list('/tenants', { after, limit: 100 });
  addTenant = (tenant: { name: string; subdomain: string; planType?: string }): Promise<Tenant> => this.http.post('/api/admin/tenants', tenant);
  changeTenant = (id: number, change: Partial<Pick<Tenant, 'name' | 'subdomain' | 'planType' | 'status' | 'contactPolicy'>>): Promise<Tenant> => this.http.patch(`/api/admin/tenants/${id}`, change);
  /** Answers the new key, this once; the one before is good for a while. */
  rotateKey = (id: number, graceMinutes?: number): Promise<Tenant> => this.http.post(`/api/admin/tenants/${id}/rotate-key`, graceMinutes === undefined ? {} : { graceMinutes });

  webhooks = (tenantId?: number, after?: number): Promise<Listed<TenantWebhook>> => this.#list('/webhooks', { tenantId, after });
  webhook = (id: number): Promise<TenantWebhook> => this.http.get(`/api/admin/webhooks/${id}`);
  switchWebhook = (id: number, enabled: boolean): Promise<TenantWebhook> => this.http.patch(`/api/admin/webhooks/${id}`, { enabled });
  deliveries = (id: number, state?: TenantDelivery['status'], after?: number): Promise<Listed<TenantDelivery>> => this.#list(`/webhooks/${id}/deliveries`, { state, after });
  retryDelivery = (id: number, delivery: number | string): Promise<TenantDelivery> => this.http.post(`/api/admin/webhooks/${id}/deliveries/${delivery}/retry`);
  payments = (state?: TenantPaymentState | 'stuck', tenantId?: number, after?: number): Promise<Listed<TenantPayment>> => this.#list('/payments', { state, tenantId, after });

  settings = (): Promise<Setting[]> => this.http.get('/api/admin/settings');
  setSetting = (name: string, value: string): Promise<unknown> => this.http.put(`/api/admin/settings/${encodeURIComponent(name)}`, { value });
  /** Back to what the configuration says. */
  resetSetting = (name: string): Promise<unknown> => this.http.delete(`/api/admin/settings/${encodeURIComponent(name)}`);

  jobs = (state?: Job['state'], after?: number): Promise<Listed<Job>> => this.#list('/jobs', { state, after });
  retryJob = (id: number): Promise<unknown> => this.http.post(`/api/admin/jobs/${id}/retry`);
  removeJob = (id: number): Promise<unknown> => this.http.delete(`/api/admin/jobs/${id}`);
  audit = (after?: number): Promise<Listed<AuditLine>> => this.#list('/audit', { after, limit: 50 });

  #list<T>(path: string, query: Record<string, string | number | undefined>): Promise<Listed<T>> {
    return this.http.list(`/api/admin${path}`, { query });
  }
}
