/** A person as others see it. */
export interface Person {
  id: string;
  numericId?: number;
  username?: string;
  displayName: string;
  avatarUrl: string | null;
  userType: UserType;
  /** Masked, unless it is one's own. */
  phone?: string | null;
}

export type UserType = 'customer' | 'provider' | 'agent' | 'admin' | 'operator';

/** A person as it sees itself. */
export interface Me extends Person {
  numericId: number;
  tenantId: string;
  username: string;
  realName: string | null;
  email: string | null;
  location: Place | null;
  preferences: Record<string, unknown>;
  wechatBound: boolean;
  createdAt: string;
}

export interface Place {
  lat: number;
  lng: number;
  address?: string;
}

export type MessageType = 'text' | 'image' | 'voice' | 'file' | 'location' | 'order' | 'system';

/** What a message says; which fields there are follows from its type. */
export interface Content {
  text?: string;
  fileId?: string;
  /** Signed, and good for a day: a newer answer has a newer one. */
  url?: string;
  /** A file's. */
  name?: string;
  /** Bytes. */
  size?: number;
  mimeType?: string;
  /** A recording's length in seconds. */
  duration?: number;
  lat?: number;
  lng?: number;
  address?: string;
  orderId?: string;
  [key: string]: unknown;
}

export interface Message {
  id: string;
  conversationId: string;
  /** Dense from 1 in a conversation: 43 after 41 is a gap. */
  seq: number;
  /** The conversation's change that this message was last touched by; 0 where that is not told. */
  rev: number;
  senderId: string | null;
  sender?: Person | null;
  messageType: MessageType;
  content: Content;
  replyToId?: string | null;
  replyTo?: Quote | null;
  metadata?: Record<string, unknown> | null;
  /** The sender's own temporary id, where it was told. */
  clientId?: string;
  isRecalled?: boolean;
  isDeleted?: boolean;
  status?: string;
  createdAt: string;
}

export interface Quote {
  id: string;
  messageType?: MessageType;
  content: Content;
  isRecalled?: boolean;
  sender?: Pick<Person, 'displayName'> & Partial<Person>;
}

export interface Participant {
  user: Person;
  role: string;
  joinedAt?: string;
  /** Everything that is not newer was read. */
  lastReadAt?: string | null;
}

export interface Conversation {
  id: string;
  name: string | null;
  type: string;
  isActive: boolean;
  /** All of them; of a large group some. */
  participants: Participant[];
  /** Where not all are there. */
  participantCount?: number;
  /** The newest one, or none. */
  messages: Message[];
  unreadCount: number;
  avatarUrl?: string | null;
  isPinned?: boolean;
  orderId?: string | null;
  serviceId?: string | null;
  lastSeq: number;
  rev?: number;
  createdAt: string;
  updatedAt: string;
}

/** How far somebody is in a conversation. */
export interface Pointer {
  userId: string;
  readSeq: number;
  deliveredSeq: number;
}

export interface Page<T> {
  items: T[];
  page: number;
  limit: number;
  total: number;
  /** In a history that is read from a message on: whether there is more before the page, and behind it. */
  hasOlder?: boolean;
  hasNewer?: boolean;
}

export interface UploadedFile {
  id: string;
  url: string;
  name: string;
  size: number;
  type: string;
  messageType: MessageType;
}
