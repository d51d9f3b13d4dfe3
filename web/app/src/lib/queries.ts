import { QueryClient } from '@tanstack/react-query';

/** What was asked of the server, of whoever is signed in. `always`: without a network an answer fails and says so, where it would wait. */
export const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 30_000, retry: 1, refetchOnWindowFocus: false, networkMode: 'always' }, mutations: { networkMode: 'always' } },
});
