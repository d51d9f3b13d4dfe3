import { useId, useLayoutEffect, useRef, useState, type ButtonHTMLAttributes, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusBack } from './focus';
import { Icon, type IconName } from './icons';

export const cx = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ');

type Tone = 'primary' | 'quiet' | 'danger' | 'plain';

const TONES: Record<Tone, string> = {
  primary: 'bg-accent text-on-accent hover:brightness-110',
  quiet: 'bg-sunken text-ink hover:brightness-95 dark:hover:brightness-125',
  danger: 'bg-danger-soft text-danger hover:brightness-95 dark:hover:brightness-125',
  plain: 'text-accent hover:bg-accent-soft',
};

export function Button({ tone = 'primary', className, busy, onClick, children, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { tone?: Tone; busy?: boolean }): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      // Not `disabled` while it works: that would take the focus from whoever pressed it by key.
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={cx('inline-flex min-h-9 items-center justify-center gap-1.5 rounded-lg px-3.5 text-sm font-medium transition disabled:opacity-50 aria-disabled:opacity-50', TONES[tone], className)}
    >
      {children}
    </button>
  );
}

export function IconButton({ icon, label, className, size, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { icon: IconName; label: string; size?: number }): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={cx('inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-muted transition hover:bg-sunken hover:text-ink disabled:opacity-40', className)}
    >
      <Icon name={icon} {...(size ? { size } : {})} />
    </button>
  );
}

const FIELD = 'w-full rounded-lg border border-line bg-surface px-3 py-2 text-ink placeholder:text-faint transition';

export function Field({ label, hint, error, className, type, ...rest }: InputHTMLAttributes<HTMLInputElement> & { label: string; hint?: string; error?: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const [shown, setShown] = useState(false);
  const secret = type === 'password';
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <input id={id} {...rest} type={secret && shown ? 'text' : type} aria-invalid={error ? true : undefined} aria-describedby={hint || error ? `${id}-hint` : undefined} className={cx(FIELD, secret && 'pr-11', error && 'border-danger')} />
        {secret && <IconButton icon="eye" label={t('showTyped')} aria-pressed={shown} onClick={() => setShown(!shown)} className={cx('absolute inset-y-0 right-1 my-auto', shown && 'text-accent')} />}
      </div>
      {(error ?? hint) && (
        <p id={`${id}-hint`} className={cx('mt-1 text-xs', error ? 'text-danger' : 'text-muted')}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

export function Choice({ label, children, className, ...rest }: SelectHTMLAttributes<HTMLSelectElement> & { label: string }): ReactNode {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <select id={id} {...rest} className={FIELD}>
        {children}
      </select>
    </div>
  );
}

export function TextArea({ label, ...rest }: React.TextareaHTMLAttributes<HTMLTextAreaElement> & { label: string }): ReactNode {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <textarea id={id} rows={3} {...rest} className={cx(FIELD, 'resize-y')} />
    </div>
  );
}

const HUES = ['#0b7158', '#2f6fb3', '#8a4fa3', '#b1532b', '#4b6b1e', '#a33a5e', '#3d5a80', '#7a5c00'];

export function Avatar({ name, url, size = 44, online }: { name: string; url?: string | null | undefined; size?: number; online?: boolean | undefined }): ReactNode {
  const [broken, setBroken] = useState<string>();
  const hue = HUES[[...name].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % HUES.length];
  return (
    <span className="relative inline-block shrink-0" style={{ width: size, height: size }} aria-hidden>
      {url && broken !== url ? (
        <img src={url} alt="" onError={() => setBroken(url)} className="size-full rounded-full object-cover" />
      ) : (
        <span className="flex size-full items-center justify-center rounded-full font-semibold text-white" style={{ background: hue, fontSize: size * 0.4 }}>
          {[...name.trim()][0]?.toUpperCase() ?? '·'}
        </span>
      )}
      {online && <span className="absolute -right-0.5 -bottom-0.5 size-3 rounded-full border-2 border-surface bg-online" />}
    </span>
  );
}

/** A modal: focus stays inside, Escape closes. */
export function Dialog({ title, onClose, children, wide }: { title: string; onClose: () => void; children: ReactNode; wide?: boolean }): ReactNode {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  const pressed = useRef(false);
  const changed = useRef(false);
  useFocusBack(ref);
  useLayoutEffect(() => {
    ref.current?.showModal();
  }, []);
  // React lets the events of a dialog inside this one, and of a chooser of files, come up to here.
  const own = (event: SyntheticEvent): boolean => event.target === ref.current;
  return (
    <dialog
      ref={ref}
      aria-label={title}
      onClose={(event) => own(event) && onClose()}
      onCancel={(event) => own(event) && onClose()}
      onInput={() => (changed.current = true)}
      // Beside it was pressed and let go, and nothing that was written would be lost.
      onPointerDown={(event) => (pressed.current = own(event))}
      onClick={(event) => own(event) && pressed.current && !changed.current && onClose()}
      className={cx('m-auto max-h-[88dvh] w-[calc(100vw-2rem)] rounded-2xl border border-line bg-raised p-0 text-ink shadow-2xl backdrop:bg-black/45', wide ? 'max-w-2xl' : 'max-w-md')}
    >
      <div className="appear flex max-h-[88dvh] flex-col">
        <header className="flex items-center justify-between gap-2 border-b border-line py-2 pr-2 pl-5">
          <h2 className="text-base font-semibold">{title}</h2>
          <IconButton icon="close" label={t('close')} onClick={onClose} />
        </header>
        <div className="min-h-0 overflow-y-auto p-5">{children}</div>
      </div>
    </dialog>
  );
}

/** Asks before what can't be taken back. What does no harm has the focus. */
export function Confirm({ title, children, yes, busy, error, onYes, onClose }: { title: string; children?: ReactNode; yes: string; busy?: boolean; error?: string | null; onYes: () => void; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClose={onClose}>
      {children && <div className="mb-5 flex flex-col gap-3">{children}</div>}
      {error && (
        <p role="alert" className="mb-3 text-sm text-danger">
          {error}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button tone="quiet" autoFocus onClick={onClose}>
          {t('no')}
        </Button>
        <Button tone="danger" busy={busy ?? false} onClick={onYes}>
          {yes}
        </Button>
      </div>
    </Dialog>
  );
}

export function Spinner({ label }: { label?: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <span role="status" className="inline-flex items-center gap-2 text-sm text-muted">
      <span className="size-4 animate-spin rounded-full border-2 border-line border-t-accent" />
      {label ?? t('loading')}
    </span>
  );
}

export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }): ReactNode {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-3 p-8 text-center">
      <span className="flex size-14 items-center justify-center rounded-full bg-sunken text-muted">
        <Icon name={icon} size={26} />
      </span>
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-xs text-sm text-muted">{children}</div>}
    </div>
  );
}

export function Stars({ rating, count }: { rating: number | null; count?: number }): ReactNode {
  const { t } = useTranslation();
  return (
    <span className="inline-flex items-center gap-1 text-sm text-muted">
      <svg aria-hidden width={14} height={14} viewBox="0 0 24 24" className="text-warn" fill="currentColor">
        <path d="M12 3l2.700 5.600 6.100.8-4.500 4.300 1.100 6.100-5.400-2.900-5.400 2.900 1.100-6.100L3.200 9.400l6.100-.8z" />
      </svg>
      <span className="font-medium text-ink">{rating === null ? t('noRating') : rating.toFixed(1)}</span>
      {count !== undefined && count > 0 && <span>({count})</span>}
    </span>
  );
}
