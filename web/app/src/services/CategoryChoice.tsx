import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../lib/parley';
import { categoryOf } from '../lib/words';
import { Choice } from '../ui';

/** A service's category. Its own is among the choices from the start: a list that comes later, or without it, changes nothing by itself. */
export function CategoryChoice({ own }: { own: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(own);
  const { data = [] } = useQuery({ queryKey: ['categories'], queryFn: parley.services.categories, staleTime: Infinity });
  return (
    <Choice label={t('category')} name="category" required value={chosen} onChange={(event) => setChosen(event.target.value)}>
      {[...new Set([...data, ...(own ? [own] : [])])].map((category) => (
        <option key={category} value={category}>
          {categoryOf(category)}
        </option>
      ))}
    </Choice>
  );
}
