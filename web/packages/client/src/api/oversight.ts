/** A message of a conversation under report. Reading is written down. */
export interface ReportedMessage {
  id: number;
  seq: number;
  senderId?: number | null;
  senderName?: string | null;
  type: string;
  /** Absent where it is not for reading: recalled, and not what was reported. */
  text?: string | null;
  fileId?: number | null;
  /** What stood beside its text: a place's `lat`, `lng` and `address`, a file's `name`. */
  data?: Record<string, unknown> | null;
  createdAt: string;
  recalled?: boolean | null;
  reported?: boolean | null;
}

export const hitKinds = ['rejectedWord', 'flaggedWord', 'sameText', 'links', 'strangers', 'rejectedNumber', 'flaggedNumber', 'flaggedImage', 'blockedImage', 'uncheckedImage'] as const;

/** What a rule on content found. */
export interface Hit {
  id: number;
  kind: (typeof hitKinds)[number];
  userId: number;
  conversationId?: number | null;
  messageId?: number | null;
  /** The words, or what the check of pictures said. */
  label?: string | null;
  /** What was written: only of one that is asked for by itself, which is written down. */
  text?: string | null;
  createdAt: string;
}
