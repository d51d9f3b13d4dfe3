import type { Person } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PickPeople } from '../people/PickPeople';
import { Button, Dialog } from '../ui';
import { cardOf } from './card';

/** Somebody to be recommended: goes out as a name and an address, which any client shows. */
export function ContactCard({ onSend, onClose }: { onSend: (card: string) => void; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Person[]>([]);
  const person = chosen[0];
  return (
    <Dialog title={t('sendCard')} onClose={onClose}>
      <PickPeople chosen={chosen} onChange={setChosen} single />
      <Button
        className="mt-4 w-full"
        disabled={!person}
        onClick={() => {
          if (person) onSend(cardOf(person));
          onClose();
        }}
      >
        {t('send')}
      </Button>
    </Dialog>
  );
}
