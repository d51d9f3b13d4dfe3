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

/** Im's emergency calls, blacklist and reports. */
export class SafetyApi {
  constructor(private readonly http: Http) {}

  /** Records the call; then dial `phone`. */
  emergency = (orderId: string | number): Promise<EmergencyCall> => this.http.post('/api/im/emergency', { orderId });
  block = (userId: string | number): Promise<void> => this.http.post('/api/im/blacklist', { userId });
  unblock = (userId: string | number): Promise<void> => this.http.delete(`/api/im/blacklist/${userId}`);
  blocked = (): Promise<Blocked[]> => this.http.get('/api/im/blacklist');
  report = (report: { targetUserId: string; messageId?: string; reason: string; detail?: string }): Promise<{ id: number }> => this.http.post('/api/im/reports', report);
}
