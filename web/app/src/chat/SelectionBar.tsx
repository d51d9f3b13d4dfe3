import type { Message } from '@parley/client';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../lib/live';
import { Button, Confirm, IconButton } from '../ui';
import { Icon } from '../ui/icons';

/** In the composer's place while messages are chosen. */
export function SelectionBar({ chosen, onForward, onDone }: { chosen: readonly Message[]; onForward: () => void; onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const bar = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState(false);
  const [asking, setAsking] = useState(false);
  useEffect(() => bar.current?.focus(), []);

  async function remove(): Promise<void> {
    setBusy(true);
    const done = await Promise.allSettled(chosen.map((message) => messenger.remove(message)));
    setBusy(false);
    if (done.every(({ status }) => status === 'fulfilled')) onDone();
    else setFault(true);
  }

  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t('select')}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && !asking && onDone()}
      className="flex shrink-0 flex-wrap items-center gap-2 border-t border-line bg-surface px-3 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] outline-none md:px-5"
    >
      <IconButton icon="close" label={t('cancel')} onClick={onDone} />
      <span role="status" className="mr-auto text-sm font-medium tabular-nums">
        {fault ? <span className="text-danger">{t('unreachable')}</span> : t('selected', { count: chosen.length })}
      </span>
      <Button tone="quiet" busy={busy} disabled={chosen.length === 0} onClick={() => setAsking(true)}>
        <Icon name="trash" size={17} />
        {t('deleteForMe')}
      </Button>
      <Button disabled={chosen.length === 0} onClick={onForward}>
        <Icon name="forward" size={17} />
        {t('forward')}
      </Button>
      {asking && (
        <Confirm title={t('ask.delete', { count: chosen.length })} yes={t('deleteForMe')} onYes={() => (setAsking(false), void remove())} onClose={() => setAsking(false)}>
          {t('ask.deleteMeans')}
        </Confirm>
      )}
    </div>
  );
}
