import type { Person } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { faultText } from '../lib/faults';
import { useLive } from '../lib/live';
import { PickPeople } from '../people/PickPeople';
import { Button, Dialog, Field } from '../ui';

/** Somebody to write to, or several for a group. */
export function NewChat({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [, go] = useLocation();
  const [chosen, setChosen] = useState<Person[]>([]);
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);

  async function open(): Promise<void> {
    try {
      const first = chosen[0] as Person;
      const conversation = await messenger.open(chosen.length === 1 ? { targetUserId: first.id } : { participantIds: chosen.map(({ id }) => id), name: name.trim() || chosen.map(({ displayName }) => displayName).join('、') });
      go(`/chat/${conversation.id}`);
      onClose();
    } catch (fault) {
      setError(faultText(fault));
    }
  }

  return (
    <Dialog title={t('newChat')} onClose={onClose}>
      <PickPeople chosen={chosen} onChange={setChosen} />
      {chosen.length > 1 && <Field className="mt-3" label={t('groupName')} value={name} onChange={(event) => setName(event.target.value)} maxLength={100} />}
      {error && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {error}
        </p>
      )}
      <Button className="mt-4 w-full" disabled={chosen.length === 0} onClick={() => void open()}>
        {t(chosen.length > 1 ? 'makeGroup' : 'startChat')}
      </Button>
    </Dialog>
  );
}
