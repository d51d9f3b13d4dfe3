import type { Http } from '../http/http.js';
import type { Items } from './friends.js';

export type GroupRole = 'owner' | 'admin' | 'member';

export interface GroupMember {
  user_id: string;
  username: string;
  display_name: string;
  avatar_url: string | null;
  role: GroupRole;
  joined_at: string;
}

export interface Group {
  /** Its conversation's id. */
  id: string;
  name: string;
  avatar_url: string | null;
  owner_id: string;
  max_members: number;
  member_count: number;
  role: GroupRole;
  last_seq: number;
  unread_count: number;
  created_at: string;
  members?: GroupMember[];
}

/** Social's groups. Who they are belongs here; what is said in them goes through the conversation of the same id. */
export class GroupsApi {
  constructor(private readonly http: Http) {}

  list = (after?: string, limit = 100): Promise<Items<Group>> => this.http.get('/api/v1/groups', { query: { after, limit } });
  read = (id: string): Promise<Group> => this.http.get(`/api/v1/groups/${id}`);
  create = (name: string, memberIds: string[]): Promise<Group> => this.http.post('/api/v1/groups', { name, member_ids: memberIds });
  rename = (id: string, name: string): Promise<Group> => this.http.put(`/api/v1/groups/${id}`, { name });
  add = (id: string, userIds: string[]): Promise<Group> => this.http.post(`/api/v1/groups/${id}/members`, { user_ids: userIds });
  removeMember = (id: string, userId: string): Promise<void> => this.http.delete(`/api/v1/groups/${id}/members/${userId}`);
  /** `owner` hands the group over. */
  setRole = (id: string, userId: string, role: GroupRole): Promise<Group> => this.http.put(`/api/v1/groups/${id}/members/${userId}`, { role });
  leave = (id: string): Promise<void> => this.http.post(`/api/v1/groups/${id}/leave`);
  dissolve = (id: string): Promise<void> => this.http.delete(`/api/v1/groups/${id}`);
}
