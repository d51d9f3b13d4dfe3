import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** Where the focus goes when what had it is gone. */
export function focusMain(): void {
  document.querySelector('main')?.focus({ preventScroll: true });
}

/** Gives the focus back, when this goes away, to what had it when this came: nobody who uses keys has to look for it. */
export function useFocusBack(ref: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    const here = ref.current;
    return () => {
      // While a modal is open, nothing outside takes the focus.
      if (here instanceof HTMLDialogElement) here.close();
      // Whoever has moved on meanwhile is left where they are.
      if (!here?.contains(document.activeElement) && document.activeElement !== document.body) return;
      if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus({ preventScroll: true });
      else focusMain();
    };
  }, [ref]);
}

/** Keeps the focus in a part of the page whose buttons come and go: on another of them, or on the part itself, when the one that had it is gone. */
export function useFocusKept(ref: RefObject<HTMLElement | null>): void {
  const held = useRef(false);
  // The browser's own events: React's are off while it changes the page, which is when a dialog gives the focus back.
  useEffect(() => {
    const here = ref.current;
    const comes = (): void => void (held.current = true);
    const goes = ({ target }: FocusEvent): void => queueMicrotask(() => (target as Element).isConnected && (held.current = false));
    here?.addEventListener('focusin', comes);
    here?.addEventListener('focusout', goes);
    return () => {
      here?.removeEventListener('focusin', comes);
      here?.removeEventListener('focusout', goes);
    };
  }, [ref]);
  useEffect(() => {
    if (held.current && document.activeElement === document.body) (ref.current?.querySelector<HTMLElement>('button') ?? ref.current)?.focus({ preventScroll: true });
  });
}
