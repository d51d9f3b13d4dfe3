import { useLayoutEffect, useRef, type RefObject } from 'react';

const places = new Map<string, number>();

/** Scrolls a part of the page to where it was when it was last seen, once what it shows is there. */
export function useScrollKept<T extends HTMLElement>(name: string, isThere: boolean): RefObject<T | null> {
  const ref = useRef<T>(null);
  useLayoutEffect(() => {
    const here = ref.current;
    if (!here || !isThere) return undefined;
    here.scrollTop = places.get(name) ?? 0;
    return () => void places.set(name, here.scrollTop);
  }, [name, isThere]);
  return ref;
}
