import type { WordAction } from '@parley/client';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../lib/parley';
import { Button, Choice, Confirm, Dialog, IconButton, TextArea } from '../ui';
import { Icon } from '../ui/icons';
import { Badge, Fault, Heading, Listing, useAct, useListed } from './parts';

const TONES = { reject: 'bad', mask: 'warn', flag: 'quiet' } as const;

/** An admin's list is its tenant's; an operator's holds for all. */
export default function Words(): ReactNode {
  const { t } = useTranslation('admin');
  const { busy, error, act } = useAct();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<string | null>(null);
  const words = useListed(['words'], (after) => parley.admin.words(after));

  async function add(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const list = String(form.get('words')).split(/[\n,，]+/).map((word) => word.trim()).filter(Boolean);
    if (await act('add', () => parley.admin.setWords(list, String(form.get('action')) as WordAction))) setAdding(false);
  }

  return (
    <>
      <Heading title={t('sections.words')}>
        <Button onClick={() => setAdding(true)}>
          <Icon name="plus" size={17} />
          {t('words.add')}
        </Button>
      </Heading>
      {!adding && <Fault>{error}</Fault>}
      <Listing query={words} icon="block" empty={t('words.none')}>
        {({ word, action }) => (
          <li key={word} className="flex items-center gap-3 py-1.5 pr-2 pl-4">
            <span className="min-w-0 flex-1 truncate">{word}</span>
            <Badge tone={TONES[action]}>{t(`words.actions.${action}`)}</Badge>
            <IconButton icon="trash" size={17} label={t('words.remove', { word })} disabled={busy === word} onClick={() => setRemoving(word)} />
          </li>
        )}
      </Listing>
      {removing !== null && (
        <Confirm
          title={t('words.removeAsk', { word: removing })}
          yes={t('words.removeYes')}
          onYes={() => {
            setRemoving(null);
            void act(removing, () => parley.admin.removeWord(removing));
          }}
          onClose={() => setRemoving(null)}
        >
          {t('words.removeMeans')}
        </Confirm>
      )}
      {adding && (
        <Dialog title={t('words.add')} onClose={() => setAdding(false)}>
          <form onSubmit={(event) => void add(event)} className="flex flex-col gap-4">
            <div>
              <TextArea label={t('words.words')} name="words" required rows={5} autoFocus />
              <p className="mt-1 text-xs text-muted">{t('words.hint')}</p>
            </div>
            <Choice label={t('words.action')} name="action">
              {(['reject', 'mask', 'flag'] as const).map((action) => (
                <option key={action} value={action}>
                  {t(`words.actions.${action}`)}
                </option>
              ))}
            </Choice>
            <Fault>{error}</Fault>
            <Button type="submit" busy={busy === 'add'}>
              {t('words.add')}
            </Button>
          </form>
        </Dialog>
      )}
    </>
  );
}
