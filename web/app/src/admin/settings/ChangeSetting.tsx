import type { Setting } from '@parley/client';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../../lib/parley';
import { Button, Choice, Dialog, Field } from '../../ui';
import { Fault, useAct } from '../parts';
import { isSwitch, range, said } from './values';

/** Asks for another value; the server says whether it is one. */
export function ChangeSetting({ setting, onClose }: { setting: Setting; onClose: () => void }): ReactNode {
  const { t } = useTranslation('admin');
  const { busy, error, act } = useAct();
  const { name, value, defaultValue, description, allowed, unit } = setting;
  const hint = [t('settings.default', { value: said(defaultValue, t) }), unit === 'time' && t('settings.time'), allowed && range(allowed, t)].filter(Boolean).join(' · ');

  async function save(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get('value')).trim();
    if (await act('save', () => parley.admin.setSetting(name, wanted))) onClose();
  }

  return (
    <Dialog title={name} onClose={onClose}>
      <form onSubmit={(event) => void save(event)} className="flex flex-col gap-4">
        {description && <p className="text-sm text-muted">{description}</p>}
        {isSwitch(value) || isSwitch(defaultValue) ? (
          <Choice label={t('settings.value')} name="value" defaultValue={String(value).toLowerCase()} autoFocus>
            <option value="true">{t('settings.on')}</option>
            <option value="false">{t('settings.off')}</option>
          </Choice>
        ) : (
          <Field label={t('settings.value')} name="value" defaultValue={value ?? ''} maxLength={1000} autoFocus autoComplete="off" hint={hint} />
        )}
        <p className="text-sm text-muted">{t('settings.atOnce')}</p>
        <Fault>{error}</Fault>
        <Button type="submit" busy={busy === 'save'}>
          {t('translation:save')}
        </Button>
      </form>
    </Dialog>
  );
}
