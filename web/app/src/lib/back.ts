import { useLocation } from 'wouter';

/** Back to where one came from, as long as that was within these pages (and the browser says so); else to somewhere sensible. */
export function useBack(): (otherwise: string) => void {
  const [, go] = useLocation();
  const { navigation } = window as { navigation?: { canGoBack: boolean } };
  return (otherwise) => (navigation?.canGoBack ? history.back() : go(otherwise, { replace: true }));
}
