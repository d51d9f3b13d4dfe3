import type { Me } from '@parley/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { Avatar, Button, Confirm, Spinner } from '../ui';
import { squared } from './square';

/** One's own picture, with the ways to change it, beside what is said of oneself. */
export function OwnPicture({ me, children }: { me: Me; children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const messenger = useLive();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [removing, setRemoving] = useState(false);

  async function change(file: File | null): Promise<void> {
    setBusy(true);
    setError(null);
    const picture = file && (await squared(file).catch(() => undefined));
    if (picture === undefined) setError(t('mine.notPicture'));
    else
      try {
        await parley.auth.change({ avatarUrl: picture && (await parley.chat.upload(picture, 'picture.jpg')).url });
        await Promise.all(['me', 'group'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
        void messenger.refresh().catch(() => undefined);
      } catch (fault) {
        setError(faultText(fault));
      }
    setBusy(false);
  }

  return (
    <>
      <Avatar name={me.displayName} url={me.avatarUrl} size={72} />
      <div className="min-w-0">
        {children}
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <label aria-busy={busy} className="cursor-pointer rounded font-medium text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent hover:underline">
            {busy ? <Spinner /> : t('mine.picture')}
            <input
              type="file"
              accept="image/png,image/jpeg,image/webp,image/gif"
              aria-label={t('mine.picture')}
              className="sr-only"
              disabled={busy}
              onChange={({ target }) => {
                const file = target.files?.[0];
                if (file) void change(file);
                target.value = ''; // the same one may be chosen again
              }}
            />
          </label>
          {me.avatarUrl && !busy && (
            <Button tone="plain" className="min-h-7 px-1" onClick={() => setRemoving(true)}>
              {t('mine.removePicture')}
            </Button>
          )}
        </div>
        {removing && <Confirm title={t('ask.sure')} yes={t('mine.removePicture')} onYes={() => (setRemoving(false), void change(null))} onClose={() => setRemoving(false)} />}
        {error && (
          <p role="alert" className="mt-1 text-sm text-danger">
            {error}
          </p>
        )}
      </div>
    </>
  );
}
