import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui';
import { Fault, useAct } from '../parts';

interface Props {
  type: string | null | undefined;
  data: Record<string, unknown> | null | undefined;
  open: () => Promise<Blob>;
}

/** A message's file: fetched only when asked for, since each opening is written down. A picture or a recording is shown here, anything else is saved. */
export function SentFile({ type, data, open }: Props): ReactNode {
  const { t } = useTranslation('admin');
  const { busy, error, act } = useAct();
  const [file, setFile] = useState<{ url: string; kind: string }>();
  useEffect(() => () => file && URL.revokeObjectURL(file.url), [file]);
  const name = typeof data?.name === 'string' && data.name !== '' ? data.name : 'file';

  if (file?.kind === 'image') return <img src={file.url} alt={t('reports.picture')} className="mt-2 max-h-96 max-w-full rounded-xl" />;
  if (file?.kind === 'audio') return <audio src={file.url} controls aria-label={t('reports.recording')} className="mt-2 max-w-full" />;
  if (file)
    return (
      <a href={file.url} download={name} className="mt-2 block font-medium break-all underline underline-offset-2">
        {t('reports.saveFile', { name })}
      </a>
    );
  return (
    <span className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        tone="quiet"
        className="min-h-8"
        busy={busy === 'open'}
        onClick={() =>
          void act('open', async () => {
            const blob = await open();
            const [kind, url] = [blob.type.split('/')[0] as string, URL.createObjectURL(blob)];
            setFile({ url, kind });
            if (kind !== 'image' && kind !== 'audio') Object.assign(document.createElement('a'), { href: url, download: name }).click();
          })
        }
      >
        {t(type === 'image' ? 'reports.openPicture' : 'reports.openFile')}
      </Button>
      <span className="text-xs text-muted">{t('reports.openHint')}</span>
      <Fault>{error}</Fault>
    </span>
  );
}
