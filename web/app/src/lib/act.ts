import { useState } from 'react';
import { faultText } from './faults';

interface Act {
  busy: boolean;
  /** Why the last one failed, until the next is begun. */
  error: string | null;
  act: (work: () => Promise<unknown>) => void;
}

/** What a press does, so that nobody has to guess whether it worked. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function attempt(work: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (fault) {
      setError(faultText(fault));
    }
    setBusy(false);
  }
  return { busy, error, act: (work) => void attempt(work) };
}
