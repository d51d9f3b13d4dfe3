import type { Group, GroupMember, GroupRole, Person } from '@parley/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { faultText } from '../lib/faults';
import { useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { PickPeople } from '../people/PickPeople';
import { Avatar, Button, Confirm, Dialog, Field, IconButton, Spinner } from '../ui';
import { Icon } from '../ui/icons';

const RANKS: Record<GroupRole, number> = { member: 0, admin: 1, owner: 2 };

/** Who is in a group, with what the rights of this person allow. */
export function GroupMembers({ id }: { id: string }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const group = useQuery({ queryKey: ['group', id], queryFn: () => parley.groups.read(id) });
  const [adding, setAdding] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const [chosen, setChosen] = useState<Person[]>([]);
  const [error, setError] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  if (group.isPending) return <Spinner />;
  if (group.isError)
    return (
      <p role="alert" className="flex flex-wrap items-center gap-2 text-sm text-danger">
        {faultText(group.error)}
        <Button tone="quiet" onClick={() => void group.refetch()}>
          {t('retry')}
        </Button>
      </p>
    );
  const { role, name, members = [] } = group.data;

  async function attempt(work: () => Promise<unknown>, isOver = false): Promise<void> {
    setError(null);
    try {
      await work();
      await messenger.refresh();
      if (isOver) {
        messenger.changeConversation(id, { isActive: false });
        go('/chat');
      } else await queries.invalidateQueries({ queryKey: ['group', id] });
    } catch (fault) {
      setError(faultText(fault));
    }
  }

  return (
    <>
      {renaming ? (
        <form
          className="mb-3 flex items-end gap-2"
          onSubmit={(event: FormEvent<HTMLFormElement>) => {
            event.preventDefault();
            const next = String(new FormData(event.currentTarget).get('name')).trim();
            setRenaming(false);
            if (next && next !== name) void attempt(() => parley.groups.rename(id, next));
          }}
        >
          <Field className="flex-1" label={t('groupName')} name="name" defaultValue={name} maxLength={100} required autoFocus />
          <Button type="submit">{t('save')}</Button>
        </form>
      ) : (
        <div className="mb-3 flex items-center gap-2">
          <p className="min-w-0 flex-1 truncate text-lg font-semibold">{name}</p>
          {RANKS[role] > 0 && <IconButton icon="edit" label={t('group.rename')} onClick={() => setRenaming(true)} />}
        </div>
      )}
      {error && (
        <p role="alert" className="mb-3 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
          {error}
        </p>
      )}
      <ul aria-label={t('members', { count: members.length })} className="mb-4 flex flex-col gap-0.5">
        {RANKS[role] > 0 && (
          <li>
            <button type="button" onClick={() => setAdding(true)} className="flex w-full items-center gap-3 rounded-lg py-1.5 text-left font-medium text-accent hover:bg-sunken">
              <span className="flex size-9.5 items-center justify-center rounded-full bg-accent-soft">
                <Icon name="plus" />
              </span>
              {t('group.add')}
            </button>
          </li>
        )}
        {members.map((member) => (
          <Member key={member.user_id} member={member} group={group.data} attempt={(work) => void attempt(work)} />
        ))}
      </ul>
      <Button tone="danger" className="mb-2 w-full" onClick={() => setLeaving(true)}>
        {t(role === 'owner' ? 'group.dissolve' : 'leaveGroup')}
      </Button>
      {leaving && (
        <Confirm
          title={t(role === 'owner' ? 'group.dissolve' : 'leaveGroup')}
          yes={t(role === 'owner' ? 'group.dissolve' : 'leaveGroup')}
          onYes={() => {
            setLeaving(false);
            void attempt(() => (role === 'owner' ? parley.groups.dissolve(id) : parley.groups.leave(id)), true);
          }}
          onClose={() => setLeaving(false)}
        >
          {t(role === 'owner' ? 'ask.dissolve' : 'ask.leave')}
        </Confirm>
      )}
      {adding && (
        <Dialog title={t('group.add')} onClose={() => setAdding(false)}>
          <PickPeople chosen={chosen} onChange={setChosen} except={members.map(({ user_id }) => user_id)} />
          <Button
            className="mt-4 w-full"
            disabled={chosen.length === 0}
            onClick={() => {
              void attempt(() => parley.groups.add(id, chosen.map((person) => person.id)));
              setAdding(false);
              setChosen([]);
            }}
          >
            {t('group.add')}
          </Button>
        </Dialog>
      )}
    </>
  );
}

function Member({ member, group, attempt }: { member: GroupMember; group: Group; attempt: (work: () => Promise<unknown>) => void }): ReactNode {
  const { t } = useTranslation();
  const { userId } = useLive();
  const mine = RANKS[group.role];
  const isMe = member.user_id === userId;
  // What can't be taken back, until it is said again.
  const [asking, setAsking] = useState<'remove' | 'owner' | null>(null);
  const below = !isMe && mine > RANKS[member.role];
  return (
    <li className="flex items-center gap-3 py-1">
      <Avatar name={member.display_name} url={member.avatar_url} size={38} />
      <span className="min-w-0 flex-1 truncate font-medium">
        {isMe ? (
          <>
            {member.display_name}
            <span className="font-normal text-muted"> · {t('you')}</span>
          </>
        ) : (
          <Link href={`/people/${member.user_id}`} className="hover:underline">
            {member.display_name}
          </Link>
        )}
      </span>
      {below && group.role === 'owner' ? (
        <select aria-label={t('group.roleOf', { name: member.display_name })} value={member.role} onChange={({ target: { value } }) => (value === 'owner' ? setAsking('owner') : attempt(() => parley.groups.setRole(group.id, member.user_id, value as GroupRole)))} className="rounded-lg border border-line bg-surface px-2 py-1 text-sm">
          {(['member', 'admin', 'owner'] as const).map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </select>
      ) : (
        <span className="text-xs text-muted">{t(`role.${member.role}`)}</span>
      )}
      {below && <IconButton icon="close" size={16} label={t('group.remove', { name: member.display_name })} onClick={() => setAsking('remove')} />}
      {asking && (
        <Confirm
          title={t(`ask.${asking}`, { name: member.display_name })}
          yes={asking === 'owner' ? t('role.owner') : t('group.remove', { name: member.display_name })}
          onYes={() => {
            setAsking(null);
            attempt(() => (asking === 'owner' ? parley.groups.setRole(group.id, member.user_id, 'owner') : parley.groups.removeMember(group.id, member.user_id)));
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </li>
  );
}
