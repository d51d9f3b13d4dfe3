import type { NearbyQuery } from '@parley/client';
import { useLocation, useSearch } from 'wouter';

export const RADII = [2, 5, 10, 25, 50, 100];
export const SORTS = ['rating', 'distance', 'price'] as const;

interface Filters {
  query: NearbyQuery;
  asMap: boolean;
  /** Changes one; an empty value is the usual one. */
  set: (name: 'category' | 'radius' | 'sort' | 'max' | 'view', value: string) => void;
}

/** What is looked for stands in the address: it is still there for whoever comes back from a service, and can be handed on. */
export function useFilters(): Filters {
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const category = asked.get('category');
  const max = Number(asked.get('max'));
  return {
    query: {
      radius: RADII.find((radius) => String(radius) === asked.get('radius')) ?? 10,
      sort: SORTS.find((sort) => sort === asked.get('sort')) ?? 'rating',
      ...(category ? { category } : {}),
      ...(max > 0 ? { maxPrice: max } : {}),
    },
    asMap: asked.get('view') === 'map',
    set: (name, value) => {
      if (value) asked.set(name, value);
      else asked.delete(name);
      go(asked.size > 0 ? `/services?${asked}` : '/services', { replace: true });
    },
  };
}
