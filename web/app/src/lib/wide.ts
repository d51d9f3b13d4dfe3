import { useSyncExternalStore } from 'react';

const wide = matchMedia('(min-width: 64rem)'); // Tailwind's lg

/** Whether there is room for columns. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      wide.addEventListener('change', changed);
      return () => wide.removeEventListener('change', changed);
    },
    () => wide.matches,
  );
}
