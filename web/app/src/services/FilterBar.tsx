import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../lib/parley';
import { categoryOf } from '../lib/words';
import { Choice, Field } from '../ui';
import { RADII, SORTS, useFilters } from './filters';

/** What is looked for nearby. */
export function FilterBar(): ReactNode {
  const { t } = useTranslation();
  const { query, set } = useFilters();
  const categories = useQuery({ queryKey: ['categories'], queryFn: parley.services.categories, staleTime: Infinity });
  return (
    <div className="mt-2 grid grid-cols-2 gap-2 sm:grid-cols-4">
      <Choice label={t('category')} value={query.category ?? ''} onChange={(event) => set('category', event.target.value)}>
        <option value="">{t('all')}</option>
        {categories.data?.map((category) => (
          <option key={category} value={category}>
            {categoryOf(category)}
          </option>
        ))}
      </Choice>
      <Choice label={t('radius')} value={query.radius} onChange={(event) => set('radius', event.target.value)}>
        {RADII.map((radius) => (
          <option key={radius} value={radius}>
            {radius} km
          </option>
        ))}
      </Choice>
      <Choice label={t('sort')} value={query.sort} onChange={(event) => set('sort', event.target.value)}>
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sorts.${sort}`)}
          </option>
        ))}
      </Choice>
      <Field label={t('maxPrice')} type="number" min={0} inputMode="decimal" defaultValue={query.maxPrice} onChange={(event) => set('max', event.target.value)} />
    </div>
  );
}
