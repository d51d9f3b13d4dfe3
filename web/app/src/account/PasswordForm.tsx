import { isParleyError } from '@parley/client';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { parley } from '../lib/parley';
import { Button, Field } from '../ui';

type Name = 'current' | 'next' | 'again';

/** Another password; whoever else is signed in with the old one is out. */
export function PasswordForm({ username }: { username: string }): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ at: Name | null; text: string } | null>(null);
  const [changed, setChanged] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [current, next, again] = (['current', 'next', 'again'] as const).map((name) => String(form.get(name))) as [string, string, string];
    if (next !== again) return setFault({ at: 'again', text: t('mine.different') });
    setBusy(true);
    setFault(null);
    try {
      await parley.changePassword(current, next);
      setChanged(true);
      setOpen(false);
    } catch (refused) {
      setFault(faultOf(refused));
    }
    setBusy(false);
  }

  function faultOf(refused: unknown): { at: Name | null; text: string } {
    if (isParleyError(refused) && refused.code === 'wrong_credentials') return { at: 'current', text: t('mine.wrong') };
    if (isParleyError(refused) && refused.details.field === 'newPassword') return { at: 'next', text: faultText(refused) };
    return { at: null, text: faultText(refused) };
  }

  const errorOf = (name: Name): string | undefined => (fault?.at === name ? fault.text : undefined);
  if (!open)
    return (
      <section className="flex flex-col gap-2">
        <Button tone="quiet" className="self-start" onClick={() => (setOpen(true), setChanged(false))}>
          {t('mine.password')}
        </Button>
        {changed && (
          <p role="status" className="text-sm text-accent">
            {t('mine.changed')}
          </p>
        )}
      </section>
    );
  return (
    <form onSubmit={(event) => void submit(event)} aria-label={t('mine.password')} className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-5">
      {/* Whose password it is, for what keeps passwords. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <Field label={t('mine.current')} name="current" type="password" autoComplete="current-password" required autoFocus error={errorOf('current')} />
      <Field label={t('mine.next')} name="next" type="password" autoComplete="new-password" required minLength={8} hint={t('passwordHint')} error={errorOf('next')} />
      <Field label={t('mine.again')} name="again" type="password" autoComplete="new-password" required hint={t('mine.ends')} error={errorOf('again')} />
      {fault && !fault.at && (
        <p role="alert" className="text-sm text-danger">
          {fault.text}
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" busy={busy}>
          {t('mine.password')}
        </Button>
        <Button tone="quiet" onClick={() => (setOpen(false), setFault(null))}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
