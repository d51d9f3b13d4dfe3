import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { useMe } from '../lib/live';
import { chosenLanguage, speak, type Language } from '../lib/i18n';
import { parley } from '../lib/parley';
import { applyTheme, chosenTheme, type Theme } from '../lib/theme';
import { Button, Choice, Field, Spinner } from '../ui';
import { MailWishes } from './MailWishes';
import { OwnPicture } from './OwnPicture';
import { PasswordForm } from './PasswordForm';

export default function MePage(): ReactNode {
  const { t } = useTranslation();
  const me = useMe().data;
  const queries = useQueryClient();
  const [theme, setTheme] = useState(chosenTheme());
  const [said, setSaid] = useState<{ text: string; bad: boolean } | null>(null);
  if (!me) return <div className="p-8"><Spinner /></div>;

  async function save(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const phone = String(form.get('phone')).trim();
    const email = String(form.get('email')).trim();
    try {
      await parley.auth.change({
        displayName: String(form.get('displayName')).trim(),
        ...(phone === (me?.phone ?? '') ? {} : { phone: phone || null }),
        ...(email === (me?.email ?? '') ? {} : { email: email || null }),
      });
      await queries.invalidateQueries({ queryKey: ['me'] });
      setSaid({ text: t('saved'), bad: false });
    } catch (fault) {
      setSaid({ text: faultText(fault), bad: true });
    }
  }

  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-lg flex-col gap-6 p-4 md:p-8">
        <header className="flex items-center gap-4">
          <OwnPicture me={me}>
            <h1 className="truncate text-xl font-semibold">{me.displayName}</h1>
            <p className="truncate text-sm text-muted">
              @{me.username} · {t(`role.${me.userType}`)}
            </p>
          </OwnPicture>
        </header>
        <form onSubmit={(event) => void save(event)} className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-5">
          <Field label={t('displayName')} name="displayName" defaultValue={me.displayName} required maxLength={50} />
          <Field label={t('phone')} name="phone" type="tel" defaultValue={me.phone ?? ''} hint={t('phoneHint')} />
          <Field label={t('people.email')} name="email" type="email" maxLength={254} defaultValue={me.email ?? ''} />
          {said && (
            <p role="status" className={said.bad ? 'text-sm text-danger' : 'text-sm text-accent'}>
              {said.text}
            </p>
          )}
          <Button type="submit" className="self-start">
            {t('save')}
          </Button>
        </form>
        <MailWishes me={me} />
        <PasswordForm username={me.username} />
        <section className="grid gap-4 rounded-2xl border border-line bg-surface p-5 sm:grid-cols-2">
          <Choice label={t('language')} value={chosenLanguage()} onChange={(event) => void speak(event.target.value as Language)}>
            <option value="zh-CN">中文</option>
            <option value="en">English</option>
          </Choice>
          <Choice
            label={t('theme')}
            value={theme}
            onChange={(event) => {
              applyTheme(event.target.value as Theme);
              setTheme(event.target.value as Theme);
            }}
          >
            {(['system', 'light', 'dark'] as const).map((value) => (
              <option key={value} value={value}>
                {t(`themes.${value}`)}
              </option>
            ))}
          </Choice>
          {typeof Notification !== 'undefined' && Notification.permission === 'default' && (
            <Button tone="quiet" className="sm:col-span-2" onClick={() => void Notification.requestPermission()}>
              {t('allowNotices')}
            </Button>
          )}
        </section>
        <Button tone="danger" onClick={() => void parley.signOut()}>
          {t('signOut')}
        </Button>
      </div>
    </div>
  );
}
