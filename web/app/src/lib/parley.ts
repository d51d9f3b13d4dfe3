import { Parley, browserTokens, type Messenger } from '@parley/client';
import { useSyncExternalStore } from 'react';
import { forgetDrafts } from '../chat/drafts';
import { forgetRecent } from '../chat/recent';
import { queries } from './queries';

/** The one client of this page. */
export const parley = new Parley({ baseUrl: '', tokens: browserTokens() });

/** Asked for by hand alone, since each asking is written down. */
const RECORDED: ReadonlySet<unknown> = new Set(['reported', 'hit']);

let messenger: Messenger | null = null;
let why: string | null = null;
const listeners = new Set<() => void>();

function changed(): void {
  listeners.forEach((listener) => listener());
}

function follow(): void {
  const userId = parley.session.tokens?.userId ?? null;
  if (messenger?.userId === userId) return;
  // Whoever is next at this machine sees nothing of whoever was here.
  if (messenger) {
    messenger.stop();
    queries.clear();
    forgetDrafts();
    forgetRecent();
  }
  messenger = null;
  if (userId) {
    messenger = parley.messenger();
    let wasOnline = false;
    messenger.on('state', (state) => {
      // What was told meanwhile was not heard.
      if (state === 'online' && wasOnline) void queries.invalidateQueries({ predicate: ({ queryKey }) => !RECORDED.has(queryKey[0]) });
      wasOnline ||= state === 'online';
    });
    messenger.on('ended', (reason) => {
      why = reason;
      if (reason !== 'replaced') parley.session.set(null);
      changed();
    });
    void messenger.start();
    why = null;
  }
  changed();
}

parley.session.on('changed', follow);
follow();

addEventListener('online', () => messenger?.connection.hurry());
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && messenger?.connection.hurry());

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whoever is signed in, live; null when nobody is. */
export function useMessenger(): Messenger | null {
  return useSyncExternalStore(subscribe, () => messenger);
}

/** Why the connection is over for good, or null. */
export function useEnded(): string | null {
  return useSyncExternalStore(subscribe, () => why);
}

/** Takes the connection back from another window. */
export function takeBack(): void {
  why = null;
  messenger?.connection.start();
  changed();
}
