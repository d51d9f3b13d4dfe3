import { isParleyError } from '@parley/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Act {
  busy: boolean;
  /** Why the last one failed, until the next is begun. */
  error: string | null;
  act: (work: () => Promise<unknown>) => void;
}

/** What a press does, so that nobody has to guess whether it worked. */
export function useAct(): Act {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function attempt(work: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (fault) {
      setError(isParleyError(fault) ? fault.message : t('unreachable'));
    }
    setBusy(false);
  }
  return { busy, error, act: (work) => void attempt(work) };
}
