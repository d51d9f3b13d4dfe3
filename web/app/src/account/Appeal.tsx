import type { SignIn } from '@parley/client';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { parley } from '../lib/parley';
import { Button, Dialog, TextArea } from '../ui';

/** What the banned have to say, once for each ban. */
export function Appeal({ person, onClose }: { person: SignIn; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [said, setSaid] = useState<{ text: string; bad: boolean } | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('text')).trim();
    setBusy(true);
    try {
      await parley.auth.appeal(person, text);
      setSaid({ text: t('appeal.made'), bad: false });
    } catch (fault) {
      setSaid({ text: faultText(fault), bad: true });
    }
    setBusy(false);
  }

  return (
    <Dialog title={t('appeal.make')} onClose={onClose}>
      {said && !said.bad ? (
        <p role="status">{said.text}</p>
      ) : (
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <TextArea label={t('appeal.why')} name="text" required maxLength={1000} rows={5} autoFocus />
          {said && (
            <p role="alert" className="text-sm text-danger">
              {said.text}
            </p>
          )}
          <Button type="submit" busy={busy}>
            {t('send')}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
