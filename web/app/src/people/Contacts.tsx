import type { Contact, ContactGroup } from '@parley/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { parley } from '../lib/parley';
import { Avatar, Button, Confirm, Dialog, Field, IconButton, cx } from '../ui';
import { Icon } from '../ui/icons';
import { ContactDialog } from './ContactDialog';
import { List } from './Friends';

/** The address book, by group. */
export function Contacts({ onWrite }: { onWrite: (id: string) => void }): ReactNode {
  const { t } = useTranslation();
  const [group, setGroup] = useState<number | null>(null);
  const [editing, setEditing] = useState<Partial<Contact> | null>(null);
  const [arranging, setArranging] = useState(false);
  const groups = useQuery({ queryKey: ['contactGroups'], queryFn: parley.contacts.groups });
  const contacts = useQuery({ queryKey: ['contacts', group], queryFn: () => parley.contacts.list({ pageSize: 100, ...(group === null ? {} : { groupId: group }) }) });
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        {[null, ...(groups.data?.records ?? [])].map((one) => (
          <button
            key={one?.id ?? 'all'}
            type="button"
            aria-pressed={(one?.id ?? null) === group}
            onClick={() => setGroup(one?.id ?? null)}
            className={cx('rounded-full border px-3 py-1 text-sm', (one?.id ?? null) === group ? 'border-accent bg-accent-soft text-accent' : 'border-line bg-surface text-muted')}
          >
            {one?.name ?? t('all')}
          </button>
        ))}
        <IconButton icon="edit" size={17} label={t('people.arrange')} onClick={() => setArranging(true)} />
        <Button tone="quiet" className="ml-auto" onClick={() => setEditing(group === null ? {} : { groupId: group })}>
          <Icon name="plus" size={17} />
          {t('people.newContact')}
        </Button>
      </div>
      <List query={contacts} icon="people" empty={t('people.noContacts')}>
        {contacts.data?.records.map((contact) => (
          <li key={contact.id} className="flex items-center gap-3 px-4 py-2.5">
            <Avatar name={contact.name} url={contact.avatar} online={contact.isOnline} />
            <button type="button" onClick={() => setEditing(contact)} className="min-w-0 flex-1 text-left">
              <span className="block truncate font-medium">{contact.name}</span>
              <span className="block truncate text-sm text-muted">{[contact.phone, contact.email, contact.description].filter(Boolean).join(' · ') || t(contact.contactUserId ? 'people.onParley' : 'people.outside')}</span>
            </button>
            {contact.contactUserId !== null && <IconButton icon="chat" label={t('people.writeTo', { name: contact.name })} onClick={() => onWrite(String(contact.contactUserId))} />}
          </li>
        ))}
      </List>
      {editing && <ContactDialog contact={editing} onClose={() => setEditing(null)} />}
      {arranging && <Groups onClose={() => setArranging(false)} />}
    </>
  );
}

function Groups({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const groups = useQuery({ queryKey: ['contactGroups'], queryFn: parley.contacts.groups });
  const [error, setError] = useState<string | null>(null);
  const [removing, setRemoving] = useState<ContactGroup | null>(null);
  const attempt = (work: Promise<unknown>): void =>
    void work
      .catch((fault: unknown) => setError(faultText(fault)))
      .finally(() => void Promise.all([queries.invalidateQueries({ queryKey: ['contactGroups'] }), queries.invalidateQueries({ queryKey: ['contacts'] })]));
  return (
    <Dialog title={t('people.arrange')} onClose={onClose}>
      <ul className="mb-3 flex flex-col gap-1">
        {groups.data?.records.map((group) => (
          <li key={group.id} className="flex items-center gap-2">
            <input
              aria-label={t('groupName')}
              defaultValue={group.name}
              maxLength={50}
              onBlur={(event) => event.target.value.trim() && event.target.value.trim() !== group.name && attempt(parley.contacts.changeGroup(group.id, { name: event.target.value.trim() }))}
              className="min-w-0 flex-1 rounded-lg border border-line bg-surface px-3 py-1.5"
            />
            <IconButton icon="trash" size={17} label={t('people.removeGroup', { name: group.name })} onClick={() => setRemoving(group)} />
          </li>
        ))}
      </ul>
      <form
        className="flex items-end gap-2"
        onSubmit={(event: FormEvent<HTMLFormElement>) => {
          event.preventDefault();
          const form = event.currentTarget;
          attempt(parley.contacts.addGroup(String(new FormData(form).get('name')).trim()).then(() => form.reset()));
        }}
      >
        <Field className="flex-1" label={t('people.newGroup')} name="name" required maxLength={50} />
        <Button type="submit">{t('people.add')}</Button>
      </form>
      {error && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {error}
        </p>
      )}
      {removing && (
        <Confirm
          title={t('people.removeGroup', { name: removing.name })}
          yes={t('people.removeContact')}
          onYes={() => {
            setRemoving(null);
            attempt(parley.contacts.removeGroup(removing.id));
          }}
          onClose={() => setRemoving(null)}
        >
          {t('people.removeGroupMeans')}
        </Confirm>
      )}
    </Dialog>
  );
}
