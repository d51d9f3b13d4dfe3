import type { NewAnnouncement } from '@parley/client';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../lib/format';
import { parley } from '../lib/parley';
import { Button, Choice, Confirm, Dialog, Field, TextArea } from '../ui';
import { Icon } from '../ui/icons';
import { Badge, Fault, Heading, Listing, useAct, useListed } from './parts';

const ROLES = ['customer', 'provider', 'agent', 'admin'] as const;

export default function Announcements({ everywhere }: { everywhere: boolean }): ReactNode {
  const { t } = useTranslation('admin');
  const { busy, error, act } = useAct();
  const [making, setMaking] = useState(false);
  const [taking, setTaking] = useState<{ id: number; title: string } | null>(null);
  const announcements = useListed(['announcements'], (after) => parley.admin.announcements(after));

  async function make(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    const announcement: NewAnnouncement = { title: text('title'), content: text('content'), audience: text('audience') };
    if (text('at')) announcement.at = new Date(text('at')).toISOString();
    if (text('tenant')) announcement.tenantId = Number(text('tenant'));
    if (await act('make', () => parley.admin.announce(announcement))) setMaking(false);
  }

  return (
    <>
      <Heading title={t('sections.announcements')}>
        <Button onClick={() => setMaking(true)}>
          <Icon name="plus" size={17} />
          {t('announcements.make')}
        </Button>
      </Heading>
      {!making && <Fault>{error}</Fault>}
      <Listing query={announcements} icon="bell" empty={t('announcements.none')}>
        {({ id, title, content, audience, at, publishedAt, tenantId }) => (
          <li key={id} className="px-4 py-3.5">
            <div className="flex items-start gap-3">
              <p className="min-w-0 flex-1 font-medium break-words">{title}</p>
              <Badge tone={publishedAt ? 'good' : 'warn'}>{t(publishedAt ? 'announcements.said' : 'announcements.waiting')}</Badge>
            </div>
            <p className="mt-1 text-sm whitespace-pre-wrap">{content}</p>
            <div className="mt-2 flex items-center gap-3 text-xs text-muted">
              <span>
                {audience === 'all' ? t('announcements.everyone') : t(`translation:role.${audience}`)}
                {everywhere && tenantId ? ` · #${tenantId}` : ''} · {moment(publishedAt ?? at)}
              </span>
              {!publishedAt && (
                <Button tone="plain" className="ml-auto min-h-7 px-2 text-xs" busy={busy === String(id)} onClick={() => setTaking({ id, title })}>
                  {t('announcements.takeBack')}
                </Button>
              )}
            </div>
          </li>
        )}
      </Listing>
      {taking && (
        <Confirm
          title={t('announcements.takeBack')}
          yes={t('announcements.takeBack')}
          onYes={() => {
            setTaking(null);
            void act(String(taking.id), () => parley.admin.takeBack(taking.id));
          }}
          onClose={() => setTaking(null)}
        >
          {taking.title}
        </Confirm>
      )}
      {making && (
        <Dialog title={t('announcements.make')} onClose={() => setMaking(false)}>
          <form onSubmit={(event) => void make(event)} className="flex flex-col gap-4">
            <Field label={t('announcements.title')} name="title" required maxLength={100} autoFocus />
            <TextArea label={t('announcements.content')} name="content" required maxLength={2000} rows={4} />
            <Choice label={t('announcements.audience')} name="audience">
              <option value="all">{t('announcements.everyone')}</option>
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {t(`translation:role.${role}`)}
                </option>
              ))}
            </Choice>
            <Field label={t('announcements.at')} name="at" type="datetime-local" hint={t('announcements.atHint')} />
            {everywhere && <Field label={t('announcements.tenant')} name="tenant" inputMode="numeric" pattern="\d*" hint={t('announcements.tenantHint')} />}
            <Fault>{error}</Fault>
            <Button type="submit" busy={busy === 'make'}>
              {t('announcements.make')}
            </Button>
          </form>
        </Dialog>
      )}
    </>
  );
}
