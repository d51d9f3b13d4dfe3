import { use, type ComponentType, type ReactNode } from 'react';

const failed = new Set<() => void>();

/** A part of the pages that is loaded when it is first shown. One that could not be had is asked for again after `askAgain`: `lazy` would remember its failure for good. */
export function part<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  let loading: Promise<{ default: ComponentType<P> }> | null = null;
  function Part(props: P): ReactNode {
    loading ??= load().catch((fault: unknown) => {
      failed.add(() => (loading = null));
      throw fault;
    });
    const { default: Loaded } = use(loading);
    return <Loaded {...props} />;
  }
  return Part;
}

/** Forgets what could not be loaded, so that it is tried anew. */
export function askAgain(): void {
  failed.forEach((forget) => forget());
  failed.clear();
}
