import type { Content, Conversation, Message, MessageType, Participant, Person, Pointer, Quote } from '../types.js';

/** An object as it came. Servers add fields; what is not there gets a value that can be worked with. */
export type Raw = Record<string, unknown>;

export function readMessage(raw: Raw): Message {
  const sender = raw.sender as Person | null | undefined;
  const senderId = raw.senderId ?? sender?.id ?? null;
  const clientId = raw.clientId ?? raw.tempId;
  return {
    id: String(raw.id),
    conversationId: String(raw.conversationId),
    seq: Number(raw.seq ?? 0),
    rev: Number(raw.rev ?? 0),
    senderId: senderId === null ? null : String(senderId),
    sender: sender ?? null,
    messageType: (raw.messageType ?? 'text') as MessageType,
    content: readContent(raw.content),
    replyToId: (raw.replyToId as string | null | undefined) ?? null,
    replyTo: raw.replyTo ? { ...(raw.replyTo as Quote), content: readContent((raw.replyTo as Raw).content) } : null,
    metadata: (raw.metadata as Record<string, unknown> | null | undefined) ?? null,
    isRecalled: raw.isRecalled === true || raw.status === 'recalled',
    isDeleted: raw.isDeleted === true || raw.status === 'deleted',
    createdAt: String(raw.createdAt ?? new Date(0).toISOString()),
    ...(typeof raw.status === 'string' ? { status: raw.status } : {}),
    ...(typeof clientId === 'string' ? { clientId } : {}),
  };
}

export function readConversation(raw: Raw): Conversation {
  const messages = ((raw.messages ?? []) as Raw[]).map(readMessage);
  const { messages: count, participants: people } = (raw._count ?? {}) as { messages?: number; participants?: number };
  const metadata = (raw.metadata ?? {}) as Raw;
  return {
    id: String(raw.id),
    name: (raw.name as string | null | undefined) ?? null,
    type: String(raw.type ?? 'direct'),
    isActive: raw.isActive !== false,
    participants: ((raw.participants ?? []) as Participant[]).map((participant) => ({ ...participant, role: participant.role ?? 'member' })),
    ...(people === undefined ? {} : { participantCount: people }),
    messages,
    unreadCount: Number(raw.unreadCount ?? 0),
    avatarUrl: (raw.avatarUrl as string | null | undefined) ?? null,
    ...(raw.isPinned === undefined ? {} : { isPinned: raw.isPinned === true }),
    orderId: (raw.orderId ?? metadata.orderId ?? null) as string | null,
    serviceId: (raw.serviceId ?? metadata.serviceId ?? null) as string | null,
    lastSeq: Number(raw.lastSeq ?? messages.at(-1)?.seq ?? count ?? 0),
    ...(raw.rev === undefined ? {} : { rev: Number(raw.rev) }),
    createdAt: String(raw.createdAt ?? ''),
    updatedAt: String(raw.updatedAt ?? messages.at(-1)?.createdAt ?? raw.createdAt ?? ''),
  };
}

export function readPointer(raw: Raw): Pointer {
  return { userId: String(raw.userId), readSeq: Number(raw.readSeq ?? 0), deliveredSeq: Number(raw.deliveredSeq ?? raw.readSeq ?? 0) };
}

function readContent(content: unknown): Content {
  if (typeof content === 'string') return { text: content };
  const { fileUrl, fileName, fileSize, ...rest } = (content ?? {}) as Raw;
  return {
    ...(fileUrl === undefined ? {} : { url: String(fileUrl) }),
    ...(fileName === undefined ? {} : { name: String(fileName) }),
    ...(fileSize === undefined ? {} : { size: Number(fileSize) }),
    ...rest,
  };
}
