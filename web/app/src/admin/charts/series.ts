/** Values in the order of the chart's moments; null where there is none. */
export interface Series {
  name: string;
  values: readonly (number | null)[];
}

export interface Moment {
  /** Under the axis. */
  short: string;
  /** In the tip and in the table. */
  long: string;
}

/** Each series has a colour and, for who sees no difference, a dash of its own. */
export const COLOURS = ['var(--series-1)', 'var(--series-2)', 'var(--series-3)', 'var(--series-4)'] as const;
export const DASHES = [undefined, '7 3', '2 3', '9 3 2 3'] as const;

export const colourOf = (index: number): string => COLOURS[index % COLOURS.length] as string;
export const dashOf = (index: number): string | undefined => DASHES[index % DASHES.length];
