import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { Button } from '../ui';

/** In the composer's place: nothing goes to somebody whom one has blocked. */
export function BlockedBar({ name, onUnblock }: { name: string; onUnblock: () => Promise<void> }): ReactNode {
  const { t } = useTranslation();
  const [error, setError] = useState<string | null>(null);
  const unblock = (): void => void onUnblock().catch((fault: unknown) => setError(faultText(fault)));
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-center gap-x-3 gap-y-1 border-t border-line bg-surface px-4 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] text-sm text-muted">
      {t('people.youBlocked', { name })}
      <Button tone="quiet" onClick={unblock}>
        {t('people.unblock')}
      </Button>
      {error && (
        <p role="alert" className="w-full text-center text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
