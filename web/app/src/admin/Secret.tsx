import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Dialog } from '../ui';
import { copy } from '../ui/copy';

/** Something that the server shows this once. */
export function Secret({ title, secret, onClose }: { title: string; secret: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation('admin');
  const [copied, setCopied] = useState(false);
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="mb-3 text-sm text-muted">{t('tenants.keyHint')}</p>
      <code className="mb-4 block rounded-lg bg-sunken px-3 py-2.5 text-sm break-all select-all">{secret}</code>
      <Button onClick={() => void copy(secret).then(() => setCopied(true))}>{copied ? t('tenants.copied') : t('translation:copy')}</Button>
    </Dialog>
  );
}
