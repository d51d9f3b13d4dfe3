import type { Listed } from '@parley/client';
import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { faultText } from '../lib/faults';
import { parley } from '../lib/parley';
import { Button, Empty, Spinner, cx } from '../ui';
import type { IconName } from '../ui/icons';
import { useRank } from './rank';

export function Heading({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }): ReactNode {
  return (
    <header className="mb-5 flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
      <div>
        <h1 className="text-xl font-semibold">{title}</h1>
        {hint && <p className="text-sm text-muted">{hint}</p>}
      </div>
      {children}
    </header>
  );
}

type Lists<T> = UseInfiniteQueryResult<InfiniteData<Listed<T, number | string>>>;

/** A list that is asked for page by page. */
export function useListed<T>(key: readonly unknown[], fetch: (after?: never) => Promise<Listed<T, number> | Listed<T, string>>, refetchInterval?: number): Lists<T> {
  return useInfiniteQuery({
    queryKey: ['admin', ...key],
    queryFn: ({ pageParam }) => fetch((pageParam ?? undefined) as never) as Promise<Listed<T, number | string>>,
    initialPageParam: null as number | string | null,
    getNextPageParam: ({ next }) => next,
    ...(refetchInterval ? { refetchInterval } : {}),
  });
}

export const itemsOf = <T,>(query: Lists<T>): T[] => query.data?.pages.flatMap(({ items }) => items) ?? [];

/** Waiting, broken, empty, or what there is, with a button for more. */
export function Listing<T>({ query, icon, empty, children }: { query: Lists<T>; icon: IconName; empty: string; children: (item: T) => ReactNode }): ReactNode {
  const { t } = useTranslation('admin');
  if (query.isPending) return <Waiting />;
  if (query.isError) return <Broken error={query.error} onAgain={() => void query.refetch()} />;
  const items = itemsOf(query);
  if (items.length === 0)
    return (
      <div className="rounded-2xl border border-line bg-surface py-6">
        <Empty icon={icon} title={empty} />
      </div>
    );
  return (
    <>
      <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">{items.map(children)}</ul>
      {query.hasNextPage && (
        <div className="mt-4 text-center">
          <Button tone="quiet" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}

/** What could not be had, and a way to ask again. */
export function Broken({ error, onAgain }: { error: Error; onAgain: () => void }): ReactNode {
  const { t } = useTranslation('admin');
  return (
    <div role="alert" className="flex flex-col items-center gap-3 rounded-2xl border border-line bg-surface p-10 text-muted">
      {faultText(error)}
      <Button tone="quiet" onClick={onAgain}>
        {t('again')}
      </Button>
    </div>
  );
}

/** The shape of a list before it is there. */
export function Waiting(): ReactNode {
  return (
    <div className="rounded-2xl border border-line bg-surface p-5">
      <span className="sr-only">
        <Spinner />
      </span>
      {[70, 45, 60, 52].map((width) => (
        <div key={width} aria-hidden className="flex animate-pulse items-center gap-4 py-3">
          <span className="size-9 rounded-full bg-sunken" />
          <span className="h-3.5 rounded bg-sunken" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}

const TONES = { good: 'bg-accent-soft text-accent', warn: 'bg-warn-soft text-warn', bad: 'bg-danger-soft text-danger', quiet: 'bg-sunken text-muted' };

export function Badge({ tone, children }: { tone: keyof typeof TONES; children: ReactNode }): ReactNode {
  return <span className={cx('shrink-0 rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap', TONES[tone])}>{children}</span>;
}

export function Tabs<T extends string>({ label, tabs, chosen, onChoose, name }: { label: string; tabs: readonly T[]; chosen: T; onChoose: (tab: T) => void; name: (tab: T) => string }): ReactNode {
  return (
    <div role="tablist" aria-label={label} className="mb-4 flex w-fit max-w-full gap-1 overflow-x-auto rounded-lg bg-sunken p-1 text-sm font-medium">
      {tabs.map((tab) => (
        <button key={tab} type="button" role="tab" aria-selected={tab === chosen} onClick={() => onChoose(tab)} className={cx('shrink-0 rounded-md px-3 py-1.5 transition', tab === chosen ? 'bg-raised shadow-sm' : 'text-muted hover:text-ink')}>
          {name(tab)}
        </button>
      ))}
    </div>
  );
}

/** Somebody by number, as a name that leads to who that is, for those who may see it. */
export function Who({ id }: { id: number | null | undefined }): ReactNode {
  const person = useQuery({ queryKey: ['person', id], queryFn: () => parley.auth.person(String(id)), enabled: id !== null && id !== undefined, staleTime: 600_000, retry: false });
  const rank = useRank();
  if (id === null || id === undefined) return '–';
  if (rank < 2) return <span className="font-medium">{person.data?.displayName ?? `#${id}`}</span>;
  return (
    <Link href={`/admin/users/${id}`} className="font-medium underline-offset-2 hover:underline">
      {person.data?.displayName ?? `#${id}`}
    </Link>
  );
}

/** Somebody's name alone, where a link would stand in another. */
export function NameOf({ id }: { id: number }): ReactNode {
  return useQuery({ queryKey: ['person', id], queryFn: () => parley.auth.person(String(id)), staleTime: 600_000, retry: false }).data?.displayName ?? `#${id}`;
}

interface Act {
  busy: string | null;
  error: string | null;
  /** Does it, then asks anew for what this page shows. */
  act: (name: string, work: () => Promise<unknown>) => Promise<boolean>;
}

export function useAct(): Act {
  const queries = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  async function act(name: string, work: () => Promise<unknown>): Promise<boolean> {
    setBusy(name);
    setError(null);
    try {
      await work();
      return true;
    } catch (fault) {
      setError(faultText(fault));
      return false;
    } finally {
      setBusy(null);
      void queries.invalidateQueries({ queryKey: ['admin'] });
    }
  }
  return { busy, error, act };
}

export function Fault({ children }: { children: string | null }): ReactNode {
  if (!children) return null;
  return (
    <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
      {children}
    </p>
  );
}

/** Names and values, one under the other. */
export function Facts({ facts }: { facts: [string, ReactNode][] }): ReactNode {
  return (
    <dl className="text-sm">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name} className="flex gap-4 py-1.5">
            <dt className="w-32 shrink-0 text-muted">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
