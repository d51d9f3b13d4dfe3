import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../ui';
import { Icon } from '../ui/icons';
import { EmergencyDialog } from './EmergencyDialog';

/** Calls for help. Asked once, since nobody wants to call by a slip. */
export function EmergencyButton({ orderId, large }: { orderId: string; large?: boolean }): ReactNode {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <>
      {large ? (
        <Button tone="danger" onClick={() => setAsking(true)}>
          <Icon name="sos" size={17} />
          {t('emergency')}
        </Button>
      ) : (
        <IconButton icon="sos" label={t('emergency')} className="text-danger! hover:bg-danger-soft" onClick={() => setAsking(true)} />
      )}
      {asking && <EmergencyDialog orderId={orderId} onClose={() => setAsking(false)} />}
    </>
  );
}
