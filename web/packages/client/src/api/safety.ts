import type { Http } from '../http/http.js';

export interface EmergencyCall {
  id: number;
  orderId: number | string;
  /** Whom to call, whole; absent where nobody gave a number. */
  phone?: string;
  contactName: string | null;
  createdAt: string | number;
}

export interface Blocked {
  userId: number;
  displayName: string;
  avatarUrl: string | null;
  createdAt: string | number;
}

/** An order's room that an agent came into. */
export interface JoinedRoom {
  orderId: number;
  /** `parley.chat.read` takes it, too, and answers the id of the conversation as everything else names it. */
  conversationId: number;
  memberCount: number;
}

/** Im's emergency calls, blacklist and reports, and the rooms of orders for agents. */
export class SafetyApi {
  constructor(private readonly http: Http) {}

  /** Records the call; then dial `phone`. */
  emergency = (orderId: string | number): Promise<EmergencyCall> => this.http.post('/api/im/emergency', { orderId });
  block = (userId: string | number): Promise<void> => this.http.post('/api/im/blacklist', { userId });
  unblock = (userId: string | number): Promise<void> => this.http.delete(`/api/im/blacklist/${userId}`);
  blocked = (): Promise<Blocked[]> => this.http.get('/api/im/blacklist');
  report = (report: { targetUserId: string; messageId?: string; reason: string; detail?: string }): Promise<{ id: number }> => this.http.post('/api/im/reports', report);
  /** For agents: comes into the order's room, and sees what is said from then on. */
  join = (orderId: string | number): Promise<JoinedRoom> => this.http.post(`/api/im/rooms/${orderId}/join`);
  /** Out of it again. */
  leave = (orderId: string | number): Promise<void> => this.http.delete(`/api/im/rooms/${orderId}/join`);
}
