import type { ReactNode } from 'react';

/** Why something did not work; nothing where it did. */
export function Fault({ children }: { children: string | null }): ReactNode {
  if (!children) return null;
  return (
    <p role="alert" className="my-3 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
      {children}
    </p>
  );
}
