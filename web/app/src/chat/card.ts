const CARD = /^👤 (.{1,100})\n(https?:\/\/\S+)\/people\/([0-9a-f-]{36})$/;

/** A person as a message: a name over an address. */
export const cardOf = ({ id, displayName }: { id: string; displayName: string }): string => `👤 ${displayName.replaceAll('\n', ' ')}\n${location.origin}/people/${id}`;

/** The person that such a message names, of this server only. */
export function readCard(text: string): { id: string; name: string } | null {
  const [, name, origin, id] = CARD.exec(text) ?? [];
  return name && id && origin === location.origin ? { id, name } : null;
}
