import type { Http } from '../http/http.js';
import type { Items } from './friends.js';

export interface Notification {
  id: string;
  type: string;
  title: string;
  content: string;
  data?: Record<string, unknown>;
  is_read: boolean;
  created_at: string;
}

/** Notices that wait for their reader (站内信). */
export class NotificationsApi {
  constructor(private readonly http: Http) {}

  list = (before?: string, limit = 20): Promise<Items<Notification>> => this.http.get('/api/v1/notifications', { query: { before, limit } });
  unread = (): Promise<{ unread_count: number }> => this.http.get('/api/v1/notifications/unread-count');
  read = (id: string): Promise<void> => this.http.post(`/api/v1/notifications/${id}/read`);
  readAll = (): Promise<{ marked: number }> => this.http.post('/api/v1/notifications/read-all');
}
