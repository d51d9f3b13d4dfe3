import type { Conversation, Order } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useLive } from '../lib/live';
import { parley } from '../lib/parley';

const OPEN = ['in_progress', 'confirmed', 'pending'] as const;

export const isOpen = ({ status }: Pick<Order, 'status'>): boolean => OPEN.some((open) => open === status);

/** The order that is under way between the two of a conversation, the furthest on of several: known without a look at any message. */
export function useOpenOrder(conversation: Conversation | undefined, peer: string | undefined): string | undefined {
  const { userId } = useLive();
  const about = conversation?.orderId ?? undefined;
  // One asking for all chats: who goes from one to the next doesn't ask each time.
  const open = useQuery({ queryKey: ['orders', 'open'], queryFn: async () => (await Promise.all(OPEN.map((status) => parley.orders.list({ status, limit: 100 })))).flatMap(({ items }) => items), staleTime: 60_000, enabled: Boolean(peer) });
  const room = useQuery({ queryKey: ['order', about], queryFn: () => parley.orders.read(about as string), enabled: Boolean(about), retry: false });
  // An order's room keeps its button where this server doesn't know how the order stands.
  if (about && !(room.data && !isOpen(room.data))) return about;
  return open.data?.find(({ customerId, providerId }) => (customerId === userId && providerId === peer) || (customerId === peer && providerId === userId))?.id;
}
