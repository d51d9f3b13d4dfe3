import type { Setting } from '@parley/client';

/** What a value says: on or off, or that there is none to be told. */
export function said(value: string | null | undefined, t: (key: string) => string): string {
  if (value === null || value === undefined || value === '') return t('settings.empty');
  return isSwitch(value) ? t(/^true$/i.test(value) ? 'settings.on' : 'settings.off') : value;
}

/** Whether it is one of two: on or off. */
export const isSwitch = (value: string | null | undefined): boolean => /^(true|false)$/i.test(value ?? '');

const RANGES = {
  number: /^a whole number from (\S+) to (\S+)$/,
  span: /^a time from (\S+) to ([^\s,]+)/,
  word: /^one of (.+)$/,
  flag: /^true or false$/,
};

/** What a value may be, in one's own language: the server says it as its log does. */
export function range(allowed: string, t: (key: string, values: Record<string, string | undefined>) => string): string {
  for (const [kind, shape] of Object.entries(RANGES)) {
    const [found, from, to] = shape.exec(allowed) ?? [];
    if (found) return t(`settings.ranges.${kind}`, { from, to });
  }
  return allowed;
}

/** Those of one part of the server together, in the order they are told. */
export function groupsOf(settings: readonly Setting[]): { name: string; settings: Setting[] }[] {
  const groups = new Map<string, Setting[]>();
  for (const setting of settings) {
    const name = setting.name.split(':')[0] as string;
    groups.set(name, [...(groups.get(name) ?? []), setting]);
  }
  return [...groups].map(([name, list]) => ({ name, settings: list }));
}
