/** Round numbers from 0 up to what `most` needs, three to six of them. */
export function ticksTo(most: number, whole: boolean): number[] {
  const rough = Math.max(most, whole ? 1 : 0.01) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((part) => part * power).find((size) => size >= rough && (!whole || Number.isInteger(size))) ?? Math.max(1, Math.ceil(rough));
  return Array.from({ length: Math.ceil(Math.max(most, step) / step - 1e-9) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Which of `count` labels to show where each needs `room` of `width`: the last one, and others at one distance. */
export function labelled(count: number, width: number, room: number): (index: number) => boolean {
  const every = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(width / room))));
  return (index) => (count - 1 - index) % every === 0;
}

/** Where the moment of that number is across `width`: in the middle of its share. */
export const across = (index: number, count: number, width: number): number => ((index + 0.5) * width) / count;
