import type { Http } from '../http/http.js';
import type { Page, Person, Place } from '../types.js';
import type { Review } from './services.js';

export type OrderStatus = 'pending' | 'confirmed' | 'in_progress' | 'completed' | 'cancelled';
export type PaymentStatus = 'unpaid' | 'pending' | 'paid' | 'refunding' | 'refunded';

export interface Order {
  id: string;
  numericId: number;
  orderNumber: string;
  customerId: string;
  providerId: string;
  customer?: Person;
  provider?: Person;
  conversationId: string | null;
  serviceId: string | null;
  serviceName: string;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  /** Who asks to cancel, while the other has not agreed. */
  cancelRequestedBy: string | null;
  serviceDetails: Record<string, unknown>;
  totalAmount: number;
  /** Offered by the provider, and not taken yet. */
  quotedAmount?: number | null;
  currency: string;
  scheduledTime: string | null;
  completedTime: string | null;
  customerAddress?: Record<string, unknown> | null;
  notes: string | null;
  disputeStatus: 'none' | 'open' | 'refund' | 'dismissed';
  version: number;
  reviewRequestedAt?: string;
  /** When its customer reviewed it, once they did. */
  reviewedAt?: string;
  /** Every move, where one order was asked for. */
  history?: OrderStep[];
  createdAt: string;
  updatedAt: string;
}

export interface OrderStep {
  action: string;
  fromStatus: OrderStatus;
  toStatus: OrderStatus;
  actorId: string;
  at: string;
  note?: string;
}

export interface OrderInput {
  serviceId: string;
  totalAmount?: number;
  scheduledTime?: string;
  serviceDetails?: Record<string, unknown>;
  customerAddress?: Place | Record<string, unknown>;
  notes?: string;
  conversationId?: string;
}

export interface Payment {
  paymentId: string;
  payUrl: string;
  expiresAt: string;
}

/** Orders: a table of moves; who may not make one gets 403, a move that the state forbids 409 with `details.state`. */
export class OrdersApi {
  constructor(private readonly http: Http) {}

  list = (query: { status?: OrderStatus; role?: 'customer' | 'provider'; page?: number; limit?: number } = {}): Promise<Page<Order>> => this.http.page('/api/v1/orders', { query });
  read = (id: string): Promise<Order> => this.http.get(`/api/v1/orders/${id}`);
  create = (order: OrderInput): Promise<Order> => this.http.post('/api/v1/orders', order);
  confirm = (id: string): Promise<Order> => this.#move(id, 'confirm');
  start = (id: string): Promise<Order> => this.#move(id, 'start');
  complete = (id: string): Promise<Order> => this.#move(id, 'complete');
  /** Ends a pending order; later it asks, and the other side's `cancel` agrees. */
  cancel = (id: string, reason?: string): Promise<Order> => this.#move(id, 'cancel', reason === undefined ? undefined : { reason });
  reschedule = (id: string, scheduledTime: string): Promise<Order> => this.#move(id, 'reschedule', { scheduledTime });
  /** A provider offers a price. */
  quote = (id: string, amount: number): Promise<Order> => this.#move(id, 'quote', { amount });
  /** The customer takes it. */
  acceptQuote = (id: string): Promise<Order> => this.#move(id, 'quote/accept');
  requestReview = (id: string): Promise<Order> => this.#move(id, 'request-review');
  dispute = (id: string, reason: string): Promise<Order> => this.#move(id, 'dispute', { reason });
  /** An admin decides a dispute. */
  resolve = (id: string, refund: boolean, note?: string): Promise<Order> => this.#move(id, 'dispute/resolve', { refund, ...(note === undefined ? {} : { note }) });
  pay = (id: string, gateway?: string): Promise<Payment> => this.http.post(`/api/v1/orders/${id}/pay`, gateway === undefined ? {} : { gateway });
  review = (id: string, review: { rating: number; comment?: string; photos?: readonly string[] }): Promise<Review> => this.http.post(`/api/v1/orders/${id}/review`, review);

  #move(id: string, move: string, body?: unknown): Promise<Order> {
    return this.http.post(`/api/v1/orders/${id}/${move}`, body ?? {});
  }
}
