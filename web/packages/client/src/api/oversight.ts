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
  /** It is what was kept when the report was made. */
  kept?: boolean | null;
}

export const hitKinds = ['rejectedWord', 'flaggedWord', 'sameText', 'links', 'strangers', 'rejectedNumber', 'flaggedNumber', 'flaggedImage', 'blockedImage', 'uncheckedImage', 'more'] as const;

/** What a rule on content found. */
export interface Hit {
  id: number;
  kind: (typeof hitKinds)[number];
  userId: number;
  conversationId?: number | null;
  messageId?: number | null;
  /** The picture, where one was kept: under `/api/admin/hits/{id}/file`. */
  fileId?: number | null;
  /** The words, what the check of pictures said, or how many more there were. */
  label?: string | null;
  /** What was written, or a picture's name or address: only of one that is asked for by itself, which is written down. */
  text?: string | null;
  createdAt: string;
}
