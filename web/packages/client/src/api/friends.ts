import type { Http } from '../http/http.js';

export interface Friend {
  user_id: string;
  username: string;
  display_name: string;
  avatar_url: string | null;
  status: PresenceStatus;
  created_at: string;
}

export type PresenceStatus = 'online' | 'away' | 'busy' | 'offline';

export interface FriendRequest {
  id: string;
  user_id: string;
  username: string;
  display_name: string;
  avatar_url: string | null;
  status: 'pending' | 'accepted' | 'rejected';
  created_at: string;
}

/** Social's lists. */
export interface Items<T> {
  items: T[];
  has_more: boolean;
}

/** Social's friends: a request, or one that meets the other's, makes two friends. */
export class FriendsApi {
  constructor(private readonly http: Http) {}

  list = (after?: string, limit = 100): Promise<Items<Friend>> => this.http.get('/api/v1/friends', { query: { after, limit } });
  pending = (after?: string, limit = 100): Promise<Items<FriendRequest>> => this.http.get('/api/v1/friends/pending', { query: { after, limit } });
  request = (userId: string): Promise<FriendRequest> => this.http.post('/api/v1/friends/request', { user_id: userId });
  accept = (requestId: string): Promise<FriendRequest> => this.http.post(`/api/v1/friends/${requestId}/accept`);
  reject = (requestId: string): Promise<FriendRequest> => this.http.post(`/api/v1/friends/${requestId}/reject`);
  remove = (userId: string): Promise<void> => this.http.delete(`/api/v1/friends/${userId}`);
  block = (userId: string): Promise<void> => this.http.post(`/api/v1/friends/${userId}/block`);
  unblock = (userId: string): Promise<void> => this.http.post(`/api/v1/friends/${userId}/unblock`);
  blocked = (after?: string, limit = 100): Promise<Items<Friend>> => this.http.get('/api/v1/friends/blocked', { query: { after, limit } });
  online = (ids: string[]): Promise<Items<{ user_id: string; is_online: boolean; status: PresenceStatus }>> =>
    this.http.get('/api/v1/users/online', { query: { ids: ids.join(',') } });
}
