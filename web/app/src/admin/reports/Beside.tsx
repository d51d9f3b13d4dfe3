import type { ReactNode } from 'react';

/** What stood beside a message's text: a place, a file's name, where a picture lies. As text: nobody is to be led there. */
export function Beside({ data }: { data: Record<string, unknown> | null | undefined }): ReactNode {
  const text = (name: string): string | null => (typeof data?.[name] === 'string' || typeof data?.[name] === 'number' ? String(data[name]) : null);
  const place = text('lat') && text('lng') ? `${text('lat')}, ${text('lng')}` : null;
  const parts = [text('name'), text('address'), place, text('url')].filter(Boolean);
  return parts.length > 0 ? <span className="block text-sm wrap-anywhere text-muted">{parts.join(' · ')}</span> : null;
}
