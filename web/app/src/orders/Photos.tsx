import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { compressed } from '../chat/images';
import { faultText } from '../lib/faults';
import { parley } from '../lib/parley';
import { IconButton, Spinner } from '../ui';
import { Icon } from '../ui/icons';

const MOST = 9;

/** Pictures that go with something: uploaded as they are chosen. */
export function Photos({ photos, onChange, onBusy }: { photos: readonly string[]; onChange: (photos: readonly string[]) => void; onBusy: (busy: boolean) => void }): ReactNode {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function add(files: readonly File[]): Promise<void> {
    setBusy(true);
    onBusy(true);
    setError(null);
    const uploaded: string[] = [];
    try {
      for (const file of files.slice(0, MOST - photos.length)) uploaded.push((await parley.chat.upload(await compressed(file), file.name)).url);
    } catch (fault) {
      setError(faultText(fault));
    }
    onChange([...photos, ...uploaded]);
    setBusy(false);
    onBusy(false);
  }

  return (
    <div>
      <p className="mb-1 text-sm font-medium">{t('photos')}</p>
      <ul className="flex flex-wrap gap-2">
        {photos.map((photo, index) => (
          <li key={photo} className="relative">
            <img src={photo} alt={t('photo', { number: index + 1 })} className="size-18 rounded-lg object-cover" />
            <IconButton icon="close" size={13} label={t('removePhoto', { number: index + 1 })} className="absolute -top-2 -right-2 size-6 rounded-full border border-line bg-raised" onClick={() => onChange(photos.filter((one) => one !== photo))} />
          </li>
        ))}
        {photos.length < MOST && (
          <li>
            <label className="flex size-18 cursor-pointer items-center justify-center rounded-lg border border-dashed border-line text-muted has-focus-visible:outline-2 has-focus-visible:outline-accent hover:bg-sunken">
              {busy ? <Spinner label="" /> : <Icon name="image" />}
              <span className="sr-only">{t('addPhotos')}</span>
              <input type="file" accept="image/png,image/jpeg,image/webp,image/gif" multiple className="sr-only" disabled={busy} onChange={(event) => (void add([...(event.target.files ?? [])]), (event.target.value = ''))} />
            </label>
          </li>
        )}
      </ul>
      {error && (
        <p role="alert" className="mt-1 text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
