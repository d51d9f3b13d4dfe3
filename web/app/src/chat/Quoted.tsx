import type { Quote } from '@parley/client';
import i18next from 'i18next';
import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useLive } from '../lib/live';
import { preview } from './preview';

/** What a message answers; a press leads there, however far back it is. */
export function Quoted({ conversationId, quote }: { conversationId: string; quote: Quote }): ReactNode {
  const messenger = useLive();
  const [, go] = useLocation();

  const [seeking, setSeeking] = useState(false);

  async function open(): Promise<void> {
    setSeeking(true);
    // What can't be had now can be pressed again.
    const seq = await messenger.seek(conversationId, quote.id).catch(() => undefined);
    setSeeking(false);
    if (seq !== undefined) go(`/chat/${conversationId}?at=${seq}&m=${quote.id}`);
  }

  return (
    <button type="button" onClick={() => void open()} title={i18next.t('toQuoted')} aria-busy={seeking} className="mb-1 aria-busy:animate-pulse block w-full border-l-2 border-accent/60 pl-2 text-left text-sm opacity-80">
      <span className="block text-xs font-semibold">{quote.sender?.displayName}</span>
      <span dir="auto" className="line-clamp-2">{preview(quote)}</span>
    </button>
  );
}
