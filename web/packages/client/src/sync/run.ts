import type { Message, Quote } from '../types.js';

/** Messages without a hole, by `seq`, with a page of others: each once, the newer picture of each. What is quoted of a recalled one goes. */
export function merged(known: readonly Message[], page: readonly Message[], recalled: ReadonlySet<string>): readonly Message[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of page) {
    const before = byId.get(message.id);
    // An older picture of a message never replaces a newer one; what only one of them says is kept.
    if (!before || message.rev === 0 || message.rev >= before.rev) byId.set(message.id, joined(before, message));
  }
  return unquoted([...byId.values()].sort((a, b) => a.seq - b.seq), recalled);
}

/** The same messages, changed where there is a newer picture of them; none is added. */
export function renewed(known: readonly Message[], changes: readonly Message[], recalled: ReadonlySet<string>): readonly Message[] {
  const ids = new Set(known.map(({ id }) => id));
  return merged(known, changes.filter(({ id }) => ids.has(id)), recalled);
}

export function unquoted<T extends { replyTo?: Quote | null }>(messages: readonly T[], recalled: ReadonlySet<string>): readonly T[] {
  const tells = ({ replyTo }: T): boolean => !!replyTo && !replyTo.isRecalled && recalled.has(replyTo.id);
  return messages.some(tells) ? messages.map((message) => (tells(message) ? { ...message, replyTo: { ...(message.replyTo as Quote), content: {}, isRecalled: true } } : message)) : messages;
}

/** What only one of two pictures says is kept; a recalled or deleted message stays so. */
function joined(known: Message | undefined, fresh: Message): Message {
  if (!known) return fresh;
  const both = { ...known, ...fresh, sender: fresh.sender ?? known.sender ?? null, replyTo: fresh.replyTo ?? known.replyTo ?? null };
  if (known.isRecalled || known.isDeleted) return { ...both, isRecalled: known.isRecalled || fresh.isRecalled === true, isDeleted: known.isDeleted || fresh.isDeleted === true, content: {} };
  return known.status === 'read' ? { ...both, status: fresh.isRecalled ? 'recalled' : 'read' } : both;
}
