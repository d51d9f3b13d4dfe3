/** A word in Chinese and in English: side by side, so that neither is forgotten. English has a `_one` where it counts. */
export type Pair = readonly [zh: string, en: string];

export interface Pairs {
  readonly [name: string]: Pair | Pairs;
}

interface Words {
  [name: string]: string | Words;
}

const isPair = (value: Pair | Pairs): value is Pair => Array.isArray(value);

/** One language of them. */
export function side(pairs: Pairs, which: 0 | 1): Words {
  return Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name, isPair(value) ? value[which] : side(value, which)]));
}
