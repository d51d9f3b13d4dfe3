import type { Place } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { whereIAm } from '../lib/geo';
import { Button, Choice, Field } from '../ui';
import { Fault } from '../ui/Fault';
import { Icon } from '../ui/icons';
import { CITIES, cityAt, cityName } from './cities';

/** A place: a city, where one is, or numbers for whoever has them. */
export function PlaceFields({ place, onChange }: { place: Place | null; onChange: (place: Place) => void }): ReactNode {
  const { t } = useTranslation();
  const [error, setError] = useState<string | null>(null);
  // What is typed stays as it is typed; what is chosen above is written anew.
  const [chosen, setChosen] = useState(0);
  const city = cityAt(place);
  const choose = (next: Place): void => {
    setError(null);
    setChosen(chosen + 1);
    onChange(next);
  };
  const type = (change: Partial<Place>): void => onChange({ lat: place?.lat ?? 0, lng: place?.lng ?? 0, ...change });
  return (
    <fieldset className="flex flex-col gap-2">
      <div className="flex items-end gap-2">
        <Choice
          label={t('city')}
          className="min-w-0 flex-1"
          value={city?.en ?? ''}
          required={!place}
          onChange={(event) => {
            const found = CITIES.find(({ en }) => en === event.target.value);
            if (found) choose({ lat: found.lat, lng: found.lng });
          }}
        >
          <option value="">{t(place ? 'elsewhere' : 'choose')}</option>
          {CITIES.map((one) => (
            <option key={one.en} value={one.en}>
              {cityName(one)}
            </option>
          ))}
        </Choice>
        <Button tone="quiet" className="min-h-10" onClick={() => void whereIAm().then(choose, () => setError(t('noPlace')))}>
          <Icon name="pin" size={17} />
          {t('here')}
        </Button>
      </div>
      <Fault>{error}</Fault>
      <details>
        <summary className="cursor-pointer text-sm text-muted">{t('exactPlace')}</summary>
        <div key={chosen} className="mt-2 grid grid-cols-2 gap-3">
          <Field label={t('lat')} type="number" step="any" min={-90} max={90} defaultValue={place?.lat} onChange={(event) => type({ lat: Number(event.target.value) })} />
          <Field label={t('lng')} type="number" step="any" min={-180} max={180} defaultValue={place?.lng} onChange={(event) => type({ lng: Number(event.target.value) })} />
        </div>
      </details>
    </fieldset>
  );
}
