import type { IconName } from '../ui/icons';

interface Section {
  name: string;
  icon: IconName;
  /** Who sees it: those of this rank and above. */
  rank: number;
}

export const SECTIONS: readonly Section[] = [
  { name: 'dashboard', icon: 'chart', rank: 1 },
  { name: 'users', icon: 'people', rank: 2 },
  { name: 'reports', icon: 'flag', rank: 1 },
  { name: 'emergency', icon: 'sos', rank: 1 },
  { name: 'disputes', icon: 'order', rank: 1 },
  { name: 'hits', icon: 'alert', rank: 2 },
  { name: 'bans', icon: 'shield', rank: 2 },
  { name: 'words', icon: 'block', rank: 2 },
  { name: 'announcements', icon: 'bell', rank: 2 },
  { name: 'webhooks', icon: 'forward', rank: 2 },
  { name: 'payments', icon: 'order', rank: 2 },
  { name: 'audit', icon: 'list', rank: 2 },
  { name: 'tenants', icon: 'home', rank: 3 },
  { name: 'jobs', icon: 'clock', rank: 3 },
  { name: 'settings', icon: 'gear', rank: 3 },
];

export const placeOf = (name: string): string => (name === 'dashboard' ? '/admin' : `/admin/${name}`);

/** Which one an address is of; the first where it is of none. */
export const sectionAt = (path: string): Section => SECTIONS.find(({ name }) => path.split('/')[2] === name) ?? (SECTIONS[0] as Section);
