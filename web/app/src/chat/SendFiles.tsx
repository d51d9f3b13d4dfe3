import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { bytes } from '../lib/format';
import { Button, Dialog, IconButton, Spinner } from '../ui';
import { Icon } from '../ui/icons';
import { allOutgoing, type Outgoing } from './images';

interface Shown extends Outgoing {
  url: string;
}

/** What was pasted or dropped, as it will be sent: nothing goes by a slip of the hand. */
export default function SendFiles({ files, onSend, onClose }: { files: readonly File[]; onSend: (files: readonly Outgoing[]) => void; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [shown, setShown] = useState<readonly Shown[] | null>(null);
  useEffect(() => {
    let made: readonly Shown[] = [];
    let gone = false;
    void allOutgoing(files).then((ready) => {
      if (gone) return;
      made = ready.map((file) => ({ ...file, url: URL.createObjectURL(file.blob) }));
      setShown(made);
    });
    return () => {
      gone = true;
      made.forEach(({ url }) => URL.revokeObjectURL(url));
    };
  }, [files]);
  const fit = shown?.filter(({ tooBig }) => !tooBig) ?? [];

  return (
    <Dialog title={t('sendFiles', { count: shown?.length ?? files.length })} onClose={onClose}>
      {shown ? (
        <>
          <ul className="mb-4 flex flex-col gap-3">
            {shown.map((file) => (
              <li key={file.url} className="flex items-center gap-3">
                {file.isImage ? (
                  <img src={file.url} alt={file.name} className={shown.length === 1 ? 'max-h-72 min-w-0 flex-1 rounded-xl object-contain' : 'size-20 shrink-0 rounded-lg object-cover'} />
                ) : (
                  <Icon name="file" />
                )}
                {(shown.length > 1 || !file.isImage) && <span className="min-w-0 flex-1 truncate">{file.name}</span>}
                <span className="shrink-0 text-xs text-muted">{bytes(file.blob.size)}</span>
                {shown.length > 1 && <IconButton icon="close" size={16} label={`${t('discard')} ${file.name}`} onClick={() => setShown(shown.filter((one) => one !== file))} />}
              </li>
            ))}
          </ul>
          {fit.length < shown.length && (
            <p role="alert" className="mb-4 text-sm text-danger">
              {t('tooBig', { name: shown.find(({ tooBig }) => tooBig)?.name })}
            </p>
          )}
          <div className="flex justify-end gap-2">
            <Button tone="quiet" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button
              autoFocus
              disabled={fit.length === 0}
              onClick={() => {
                onSend(fit);
                onClose();
              }}
            >
              {t('send')}
            </Button>
          </div>
        </>
      ) : (
        <Spinner />
      )}
    </Dialog>
  );
}
