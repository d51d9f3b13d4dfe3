import type { Http } from '../http/http.js';

export interface Contact {
  id: number;
  /** `null`: somebody outside, who can't be written to. */
  contactUserId: number | null;
  name: string;
  phone: string | null;
  email: string | null;
  avatar: string | null;
  description: string | null;
  groupId: number | null;
  isPinned: boolean;
  isOnline: boolean;
  lastOnlineTime: string | null;
}

export interface ContactGroup {
  id: number;
  name: string;
  sortOrder: number;
  color: string | null;
}

export interface ContactChange {
  name?: string;
  contactUserId?: number | null;
  phone?: string | null;
  email?: string | null;
  description?: string | null;
  groupId?: number | null;
  isPinned?: boolean;
}

interface Records<T> {
  records: T[];
  total: number;
  page: number;
  pageSize: number;
}

/** Web's address book and its groups. */
export class ContactsApi {
  constructor(private readonly http: Http) {}

  list = (query: { keyword?: string; groupId?: number; page?: number; pageSize?: number } = {}): Promise<Records<Contact>> =>
    this.http.get('/api/web/contact', { query: { keyword: query.keyword, group_id: query.groupId, page: query.page, page_size: query.pageSize } });
  add = (contact: ContactChange & { name: string }): Promise<{ id: number }> => this.http.post('/api/web/contact', contact);
  change = (id: number, change: ContactChange): Promise<{ id: number }> => this.http.put(`/api/web/contact/${id}`, change);
  remove = (id: number): Promise<{ affectedRows: number }> => this.http.delete(`/api/web/contact/${id}`);
  groups = (): Promise<{ records: ContactGroup[] }> => this.http.get('/api/web/contact-groups');
  addGroup = (name: string, color?: string): Promise<{ id: number }> => this.http.post('/api/web/contact-groups', { name, color });
  changeGroup = (id: number, change: Partial<Omit<ContactGroup, 'id'>>): Promise<{ id: number }> => this.http.put(`/api/web/contact-groups/${id}`, change);
  removeGroup = (id: number): Promise<{ affectedRows: number }> => this.http.delete(`/api/web/contact-groups/${id}`);
  pinSession = (conversationId: string, isPinned: boolean): Promise<{ affectedRows: number }> =>
    this.http.put(`/api/web/sessions/${conversationId}/pin`, { isPinned });
}
