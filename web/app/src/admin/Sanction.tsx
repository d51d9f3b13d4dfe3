import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../lib/parley';
import { Button, Choice, Dialog, Field } from '../ui';
import { Fault, useAct } from './parts';

export type SanctionName = 'ban' | 'unban' | 'disable' | 'signOut';
const LENGTHS = [60, 1440, 10080, 43200] as const;

/** Asks why, and for how long, before something is done to somebody. */
export function Sanction({ name, id, onClose }: { name: SanctionName; id: number; onClose: () => void }): ReactNode {
  const { t } = useTranslation('admin');
  const { busy, error, act } = useAct();

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const reason = String(form.get('reason') ?? '').trim();
    const minutes = Number(form.get('minutes') ?? 0);
    if (await act(name, () => (name === 'signOut' ? parley.admin.signOutAll(id) : name === 'ban' ? parley.admin.ban(id, reason, minutes || undefined) : parley.admin[name](id, reason)))) onClose();
  }

  return (
    <Dialog title={t(`users.${name}`)} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {name === 'signOut' ? <p>{t('users.confirmSignOut')}</p> : <Field label={t('users.reason')} name="reason" required maxLength={200} autoFocus {...(name === 'unban' ? {} : { hint: t('users.reasonHint') })} />}
        {name === 'ban' && (
          <Choice label={t('users.length')} name="minutes" defaultValue="1440">
            {LENGTHS.map((length) => (
              <option key={length} value={length}>
                {t(`users.lengths.${length}`)}
              </option>
            ))}
            <option value="0">{t('users.forever')}</option>
          </Choice>
        )}
        <Fault>{error}</Fault>
        <Button type="submit" tone={name === 'unban' ? 'primary' : 'danger'} busy={busy !== null}>
          {t(`users.${name}`)}
        </Button>
      </form>
    </Dialog>
  );
}
