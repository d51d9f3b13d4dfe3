import type { Quote } from '@parley/client';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useLive } from '../lib/live';
import { preview } from './preview';

/** What a message answers; a press leads there, as far as it has been loaded. */
export function Quoted({ conversationId, quote }: { conversationId: string; quote: Quote }): ReactNode {
  const messenger = useLive();
  const [, go] = useLocation();

  function open(): void {
    const seq = messenger.timeline(conversationId).seqOf(quote.id);
    if (seq !== undefined) go(`/chat/${conversationId}?at=${seq}`);
  }

  return (
    <button type="button" onClick={open} title={i18next.t('toQuoted')} className="mb-1 block w-full border-l-2 border-accent/60 pl-2 text-left text-sm opacity-80">
      <span className="block text-xs font-semibold">{quote.sender?.displayName}</span>
      <span className="line-clamp-2">{preview(quote)}</span>
    </button>
  );
}
