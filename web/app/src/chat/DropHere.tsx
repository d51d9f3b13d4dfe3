import { useEffect, useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { filesIn } from './images';

interface Props {
  label: string;
  /** Undefined: nothing is taken just now. */
  onFiles: ((files: readonly File[]) => void) | undefined;
  children: ReactNode;
}

/** A chat as a whole takes files: dropped anywhere on it, and pasted wherever the focus is but in another field. */
export function DropHere({ label, onFiles, children }: Props): ReactNode {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);

  useEffect(() => {
    if (!onFiles) return undefined;
    const take = onFiles;
    function paste(event: ClipboardEvent): void {
      const files = event.clipboardData ? filesIn(event.clipboardData) : [];
      if (files.length === 0 || document.querySelector('dialog[open]') || (event.target as Element | null)?.closest?.('input')) return;
      event.preventDefault();
      take(files);
    }
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [onFiles]);

  // Beside the chat nothing takes a file: without this the browser would leave the page to show it.
  useEffect(() => {
    function refuse(event: globalThis.DragEvent): void {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    }
    document.addEventListener('dragover', refuse);
    document.addEventListener('drop', refuse);
    return () => {
      document.removeEventListener('dragover', refuse);
      document.removeEventListener('drop', refuse);
    };
  }, []);

  const taken = (event: DragEvent): boolean => onFiles !== undefined && event.dataTransfer.types.includes('Files');
  return (
    <section
      aria-label={label}
      className="relative flex h-full flex-col"
      onDragOver={(event) => {
        if (!taken(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={(event) => {
        if (!taken(event)) return;
        event.preventDefault();
        setOver(false);
        onFiles?.(filesIn(event.dataTransfer));
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none absolute inset-2 z-10 flex items-center justify-center rounded-2xl border-2 border-dashed border-accent bg-surface/85 text-lg font-semibold text-accent">{t('dropHere')}</div>
      )}
    </section>
  );
}
