import { useEffect, useState } from 'react';

/** What was typed, once whoever types pauses. */
export function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const wait = setTimeout(() => setSettled(typed), 250);
    return () => clearTimeout(wait);
  }, [typed]);
  return settled;
}
