import { useSyncExternalStore, type ReactNode } from 'react';

const SHOWN = 2_500;
let said: { text: string } | null = null;
const listeners = new Set<() => void>();

function set(next: typeof said): void {
  said = next;
  listeners.forEach((listener) => listener());
}

/** A word for a moment: that something was done which shows nowhere else. */
export function say(text: string): void {
  const mine = { text };
  set(mine);
  setTimeout(() => said === mine && set(null), SHOWN);
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Where `say` is shown. It is always there: what comes with its words is not read out. */
export function Said(): ReactNode {
  const now = useSyncExternalStore(subscribe, () => said);
  return (
    <div role="status" aria-live="polite" className="pointer-events-none fixed inset-x-0 bottom-24 z-50 flex justify-center">
      {now && <span className="appear rounded-full bg-ink px-4 py-2 text-sm text-surface shadow-lg">{now.text}</span>}
    </div>
  );
}
