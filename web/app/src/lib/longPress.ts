import { useRef, type TouchEvent } from 'react';

const HELD = 450;

interface LongPress {
  onTouchStart: (event: TouchEvent) => void;
  onTouchMove: () => void;
  onTouchCancel: () => void;
  onTouchEnd: (event: TouchEvent) => void;
}

/** A finger that stays: not every phone calls that a context menu. */
export function useLongPress(held: () => void): LongPress {
  const waits = useRef<ReturnType<typeof setTimeout>>(undefined);
  const done = useRef(false);
  const forget = (): void => clearTimeout(waits.current);
  return {
    onTouchStart: ({ touches }) => {
      forget();
      done.current = false;
      if (touches.length > 1) return;
      waits.current = setTimeout(() => {
        done.current = true;
        held();
      }, HELD);
    },
    onTouchMove: forget, // it scrolls
    onTouchCancel: forget,
    onTouchEnd: (event) => {
      forget();
      if (done.current && event.cancelable) event.preventDefault(); // no click on what lies under it
    },
  };
}
