import type { PendingMessage } from '@parley/client';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../lib/format';
import { useLive } from '../lib/live';
import { Button, IconButton, cx } from '../ui';
import { Icon } from '../ui/icons';
import { Body } from './Body';
import { Ticks } from './MessageRow';
import { preview } from './preview';
import { isSticker } from './stickers';

/** One's own message that is on its way, or was refused. */
export function PendingRow({ pending }: { pending: PendingMessage }): ReactNode {
  const { t } = useTranslation();
  const { outbox } = useLive();
  const [local, setLocal] = useState<string>();
  const { file, state, error, progress } = pending;
  useEffect(() => {
    if (!file) return undefined;
    const url = URL.createObjectURL(file);
    setLocal(url);
    return () => URL.revokeObjectURL(url);
  }, [file]);
  return (
    <article className="flex flex-col items-end pt-0.5">
      <div className={cx('flow-root min-w-0 max-w-[82%] rounded-2xl rounded-tr-md px-3 py-1.5 md:max-w-[72%]', !isSticker(pending.content.name) && 'bg-mine text-mine-ink shadow-xs', state === 'failed' && 'ring-1 ring-danger')}>
        {pending.replyTo && (
          <div className="mb-1 border-l-2 border-accent/60 pl-2 text-sm opacity-80">
            <div className="line-clamp-2">{preview(pending.replyTo)}</div>
          </div>
        )}
        <Body type={pending.messageType} content={pending.content} local={local} />
        {progress !== undefined && (
          <span className="mt-1 flex items-center gap-1">
            <progress aria-label={t('uploading')} value={progress} max={1} className="block h-1 w-full overflow-hidden rounded-full accent-accent" />
            <IconButton icon="close" size={14} label={t('stopUpload')} className="size-6" onClick={() => void outbox.discard(pending.clientId)} />
          </span>
        )}
        <span className="float-right mt-1.5 ml-3 inline-flex translate-y-0.5 items-center gap-1 text-[11px] leading-none opacity-65">
          {clock(pending.createdAt)}
          {state === 'sending' && <Ticks state="sending" />}
        </span>
      </div>
      {state === 'failed' && (
        <div role="alert" className="mt-1 flex flex-wrap items-center justify-end gap-x-1 text-xs text-danger">
          <Icon name="alert" size={15} />
          {error?.code === 'blocked' ? t('people.unreachable') : (error?.message ?? t('state.failed'))}
          {error?.code !== 'blocked' && (
            <Button tone="plain" className="min-h-7 px-2 text-xs" onClick={() => void outbox.retry(pending.clientId)}>
              {t('retry')}
            </Button>
          )}
          <Button tone="plain" className="min-h-7 px-2 text-xs" onClick={() => void outbox.discard(pending.clientId)}>
            {t('discard')}
          </Button>
        </div>
      )}
    </article>
  );
}
