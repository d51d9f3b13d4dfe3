import type { Contact } from '@parley/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { parley } from '../lib/parley';
import { Button, Choice, Confirm, Dialog, Field, TextArea } from '../ui';

/** A contact that is new, or is changed. */
export function ContactDialog({ contact, onClose }: { contact: Partial<Contact>; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const groups = useQuery({ queryKey: ['contactGroups'], queryFn: parley.contacts.groups });
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [removing, setRemoving] = useState(false);

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ['contacts'] });
      onClose();
    } catch (fault) {
      setError(faultText(fault));
      setBusy(false);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    const group = text('group');
    const change = { name: text('name'), phone: text('phone') || null, email: text('email') || null, description: text('description') || null, groupId: group ? Number(group) : null };
    void attempt(() => (contact.id === undefined ? parley.contacts.add({ ...change, ...(contact.contactUserId ? { contactUserId: contact.contactUserId } : {}) }) : parley.contacts.change(contact.id, change)));
  }

  return (
    <Dialog title={t(contact.id === undefined ? 'people.newContact' : 'people.changeContact')} onClose={onClose}>
      {/* Answered once the groups are known, so that the one chosen is shown. */}
      {groups.isPending ? null : (
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Field label={t('displayName')} name="name" defaultValue={contact.name} required maxLength={50} autoFocus />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t('phone')} name="phone" type="tel" defaultValue={contact.phone ?? ''} />
            <Field label={t('people.email')} name="email" type="email" defaultValue={contact.email ?? ''} />
          </div>
          <Choice label={t('people.group')} name="group" defaultValue={contact.groupId ?? ''}>
            <option value="">{t('people.noGroup')}</option>
            {groups.data?.records.map((group) => (
              <option key={group.id} value={group.id}>
                {group.name}
              </option>
            ))}
          </Choice>
          <TextArea label={t('people.remark')} name="description" defaultValue={contact.description ?? ''} maxLength={500} />
          {error && (
            <p role="alert" className="text-sm text-danger">
              {error}
            </p>
          )}
          <div className="flex gap-2">
            <Button type="submit" className="flex-1" busy={busy}>
              {t('save')}
            </Button>
            {contact.id !== undefined && (
              <Button tone="danger" busy={busy} onClick={() => setRemoving(true)}>
                {t('people.removeContact')}
              </Button>
            )}
          </div>
        </form>
      )}
      {removing && (
        <Confirm
          title={t('people.removeAsk', { name: contact.name })}
          yes={t('people.removeContact')}
          onYes={() => {
            setRemoving(false);
            void attempt(() => parley.contacts.remove(contact.id as number));
          }}
          onClose={() => setRemoving(false)}
        >
          {t('people.removeMeans')}
        </Confirm>
      )}
    </Dialog>
  );
}
