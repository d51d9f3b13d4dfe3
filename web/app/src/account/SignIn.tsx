import { isParleyError, type SignIn as SignInPerson } from '@parley/client';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { chosenLanguage, speak } from '../lib/i18n';
import { parley, useEnded } from '../lib/parley';
import { Button, Field, cx } from '../ui';
import { Icon } from '../ui/icons';
import { Appeal } from './Appeal';

export default function SignIn(): ReactNode {
  const { t } = useTranslation();
  const ended = useEnded();
  const [isNew, setNew] = useState(false);
  const [role, setRole] = useState<'customer' | 'provider'>('customer');
  const [error, setError] = useState<string | null>(ended === 'banned' ? t('banned') : null);
  // Which field it is about, where it is about one.
  const [at, setAt] = useState<string | null>(null);
  // Who is banned, and may speak against it.
  const [banned, setBanned] = useState<SignInPerson | null>(null);
  const [appealing, setAppealing] = useState(false);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get('name')).trim();
    const password = String(form.get('password'));
    const who = name.includes('@') ? { email: name } : { username: name };
    setBusy(true);
    setError(null);
    setAt(null);
    setBanned(null);
    try {
      if (isNew) await parley.signUp({ ...who, password, displayName: String(form.get('displayName')).trim() || name, userType: role });
      else await parley.signIn({ ...who, password });
    } catch (fault) {
      if (isParleyError(fault) && fault.code === 'banned') setBanned({ ...who, password });
      const field = isNew ? fieldOf(fault) : null;
      setAt(field);
      // What a name may be says more than that this one isn't.
      if (field === 'name' && isParleyError(fault) && fault.code === 'invalid_field') setError(t('accountRule'));
      else setError(faultText(fault));
      setBusy(false);
    }
  }

  const errorOf = (field: string): string | undefined => (at === field ? (error ?? undefined) : undefined);
  return (
    <div className="flex h-full overflow-y-auto p-4">
      <main className="m-auto w-full max-w-[380px]">
        <div className="mb-6 flex items-center gap-3">
          <img src="/favicon.svg" alt="" width={44} height={44} />
          <div>
            <h1 className="text-xl font-semibold">Parley</h1>
            <p className="text-sm text-muted">{t('slogan')}</p>
          </div>
        </div>
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-6 shadow-sm">
          <div role="tablist" className="grid grid-cols-2 rounded-lg bg-sunken p-1 text-sm font-medium">
            {[false, true].map((value) => (
              <button
                key={String(value)}
                type="button"
                role="tab"
                aria-selected={isNew === value}
                onClick={() => (setNew(value), setError(null), setAt(null))}
                className={cx('rounded-md py-1.5 transition', isNew === value ? 'bg-raised shadow-sm' : 'text-muted')}
              >
                {t(value ? 'signUp' : 'signIn')}
              </button>
            ))}
          </div>
          <Field label={t('account')} name="name" autoComplete="username" required autoFocus placeholder={t('accountHint')} {...(isNew ? { hint: t('accountRule') } : {})} error={errorOf('name')} />
          {isNew && <Field label={t('displayName')} name="displayName" autoComplete="nickname" maxLength={50} error={errorOf('displayName')} />}
          <Field label={t('password')} name="password" type="password" autoComplete={isNew ? 'new-password' : 'current-password'} required {...(isNew ? { minLength: 8, hint: t('passwordHint') } : {})} error={errorOf('password')} />
          {isNew && (
            <fieldset>
              <legend className="mb-1 text-sm font-medium">{t('iAm')}</legend>
              <div className="grid grid-cols-2 gap-2">
                {(['customer', 'provider'] as const).map((value) => (
                  <label
                    key={value}
                    className={cx(
                      'flex cursor-pointer items-center gap-2 rounded-lg border px-3 py-2 text-sm has-focus-visible:outline-2 has-focus-visible:outline-accent',
                      role === value ? 'border-accent bg-accent-soft' : 'border-line',
                    )}
                  >
                    <input type="radio" name="role" className="sr-only" checked={role === value} onChange={() => setRole(value)} />
                    <Icon name={value === 'customer' ? 'person' : 'star'} size={18} />
                    {t(`role.${value}`)}
                  </label>
                ))}
              </div>
            </fieldset>
          )}
          {error && !at && (
            <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
              {error}
              {banned && (
                <Button tone="plain" className="mt-1 -ml-2 min-h-8 px-2" onClick={() => setAppealing(true)}>
                  {t('appeal.make')}
                </Button>
              )}
            </p>
          )}
          <Button type="submit" busy={busy} className="min-h-10">
            {t(isNew ? 'signUp' : 'signIn')}
          </Button>
        </form>
        {appealing && banned && <Appeal person={banned} onClose={() => setAppealing(false)} />}
        <p className="mt-4 text-center">
          <Button tone="plain" onClick={() => void speak(chosenLanguage() === 'en' ? 'zh-CN' : 'en')}>
            {t('otherLanguage')}
          </Button>
        </p>
      </main>
    </div>
  );
}

/** The field of this form that a refusal is about. */
function fieldOf(fault: unknown): string | null {
  const field = isParleyError(fault) ? fault.details.field : undefined;
  if (field === 'username' || field === 'email') return 'name';
  return field === 'displayName' || field === 'password' ? field : null;
}
