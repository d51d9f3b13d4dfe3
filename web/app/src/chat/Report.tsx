import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { parley } from '../lib/parley';
import { Button, Choice, Dialog, TextArea } from '../ui';

const REASONS = ['spam', 'harassment', 'fraud', 'other'] as const;

export function Report({ userId, messageId, onClose }: { userId: string; messageId?: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [said, setSaid] = useState<{ text: string; bad: boolean } | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const detail = String(form.get('detail')).trim();
    try {
      await parley.safety.report({ targetUserId: userId, reason: String(form.get('reason')), ...(messageId ? { messageId } : {}), ...(detail ? { detail } : {}) });
      setSaid({ text: t('reported'), bad: false });
    } catch (fault) {
      setSaid({ text: faultText(fault), bad: true });
    }
  }

  return (
    <Dialog title={t('report')} onClose={onClose}>
      {said && !said.bad ? (
        <p role="status">{said.text}</p>
      ) : (
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <Choice label={t('reason')} name="reason">
            {REASONS.map((reason) => (
              <option key={reason} value={reason}>
                {t(`reasons.${reason}`)}
              </option>
            ))}
          </Choice>
          <TextArea label={t('reportDetail')} name="detail" maxLength={1000} />
          {said && (
            <p role="alert" className="text-sm text-danger">
              {said.text}
            </p>
          )}
          <Button type="submit" tone="danger">
            {t('report')}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
