/** Where a tenant's backend is told of events, to those who look after the tenant. Ids are numbers here. */
export interface TenantWebhook {
  id: number;
  tenantId: number;
  name: string;
  url: string;
  events: string[];
  isActive: boolean;
  circuit: 'closed' | 'open' | 'half_open';
  /** In a row. */
  failures: number;
  openUntil?: string | null;
  createdAt: string;
  updatedAt: string;
}

/** An event on its way to a webhook, without what was sent. */
export interface TenantDelivery {
  id: number;
  webhookId: number;
  event: string;
  status: 'pending' | 'delivered' | 'failed';
  attempts: number;
  lastStatus?: number | null;
  lastError?: string | null;
  createdAt: string;
  nextAttemptAt?: string | null;
  deliveredAt?: string | null;
}

export type TenantPaymentState = 'pending' | 'closed' | 'paid' | 'refunding' | 'refunded';

export interface TenantPayment {
  id: number;
  tenantId: number;
  orderId: number;
  gateway: string;
  amount: number;
  currency: string;
  state: TenantPaymentState;
  reason?: string | null;
  transactionId?: string | null;
  /** It does not get on: somebody should look at the gateway. */
  stuck?: boolean | null;
  tries: number;
  nextTryAt?: string | null;
  expiresAt: string;
  paidAt?: string | null;
  refundedAt?: string | null;
  createdAt: string;
  updatedAt: string;
}

/** A setting of the server. */
export interface Setting {
  name: string;
  /** Never told of a secret. */
  value?: string | null;
  defaultValue?: string | null;
  source: 'default' | 'file' | 'environment' | 'commandLine' | 'operator';
  /** While the server runs, from here. */
  changeable: boolean;
  secret?: boolean | null;
  description: string;
  /** What values it may have. */
  allowed?: string | null;
  /** `time`: a span like `30s` or `7d`. */
  unit?: string | null;
}
