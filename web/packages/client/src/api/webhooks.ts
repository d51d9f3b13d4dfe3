import type { Http, Listed } from '../http/http.js';

export const webhookEvents = ['message.created', 'message.recalled', 'order.created', 'order.updated', 'payment.updated', 'review.created', 'user.created', 'user.updated'] as const;

export interface Webhook {
  id: string;
  name: string;
  url: string;
  events: string[];
  isActive: boolean;
  /** `open` after failures in a row: nothing is sent for a while. */
  circuit: 'closed' | 'open' | 'half_open';
  createdAt: string;
  updatedAt: string;
  /** Shown once. */
  secret?: string;
}

export interface WebhookInput {
  url: string;
  events: string[];
  name?: string;
  isActive?: boolean;
}

export interface WebhookDelivery {
  id: string;
  webhookId: string;
  event: string;
  status: 'pending' | 'delivered' | 'failed';
  attempts: number;
  lastStatus?: number | null;
  lastError?: string | null;
  createdAt: string;
  nextAttemptAt?: string | null;
  deliveredAt?: string | null;
  body: string;
}

/** Where a tenant's backend is told of events; for its admins. */
export class WebhooksApi {
  constructor(private readonly http: Http) {}

  list = (): Promise<Webhook[]> => this.http.get('/api/v1/webhooks');
  create = (webhook: WebhookInput): Promise<Webhook> => this.http.post('/api/v1/webhooks', webhook);
  change = (id: string, change: Partial<WebhookInput>): Promise<Webhook> => this.http.patch(`/api/v1/webhooks/${id}`, change);
  remove = (id: string): Promise<unknown> => this.http.delete(`/api/v1/webhooks/${id}`);
  rotateSecret = (id: string): Promise<Webhook> => this.http.post(`/api/v1/webhooks/${id}/secret`);
  deliveries = (id: string, before?: string): Promise<Listed<WebhookDelivery, string>> => this.http.list(`/api/v1/webhooks/${id}/deliveries`, { query: { before, limit: 20 } });
  replay = (id: string, delivery: string): Promise<unknown> => this.http.post(`/api/v1/webhooks/${id}/deliveries/${delivery}/replay`);
}
