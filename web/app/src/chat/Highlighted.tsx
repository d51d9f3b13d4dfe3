import type { ReactNode } from 'react';

/** The text with the words looked for marked. */
export function Highlighted({ text, words }: { text: string; words: string }): ReactNode {
  const wanted = words.split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (wanted.length === 0) return text;
  return text.split(new RegExp(`(${wanted.join('|')})`, 'gi')).map((part, index) =>
    index % 2 === 1 ? (
      <mark key={index} className="rounded-sm bg-warn-soft text-warn">
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
