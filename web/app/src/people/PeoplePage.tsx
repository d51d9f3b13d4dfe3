import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { faultText } from '../lib/faults';
import { useBack } from '../lib/back';
import { useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { Button, Dialog, cx } from '../ui';
import { Contacts } from './Contacts';
import { Blocked, Friends, Requests } from './Friends';
import { PersonCard } from './PersonCard';

const TABS = ['friends', 'requests', 'contacts', 'blocked'] as const;

/** Friends, who wants to be one, one's address book, and whom one doesn't want to hear of. */
export default function PeoplePage(): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [, go] = useLocation();
  const back = useBack();
  const { tab: part = 'friends' } = useParams<{ tab?: string }>();
  const tab = TABS.find((one) => one === part);
  const [error, setError] = useState<string | null>(null);
  const pending = useQuery({ queryKey: ['friends', 'pending'], queryFn: () => parley.friends.pending() });

  function write(id: string): void {
    messenger.open({ targetUserId: id }).then(
      ({ id: conversation }) => go(`/chat/${conversation}`),
      (fault: unknown) => setError(faultText(fault)),
    );
  }

  return (
    <div className="flex h-full flex-col">
      <header className="border-b border-line bg-surface px-4 pt-4 md:px-6">
        <h1 className="text-lg font-semibold">{t('nav.people')}</h1>
        <div role="tablist" aria-label={t('nav.people')} className="-mb-px flex gap-4 overflow-x-auto pt-2">
          {TABS.map((one) => (
            <button key={one} type="button" role="tab" aria-selected={tab === one} onClick={() => go(`/people/${one}`)} className={cx('shrink-0 border-b-2 pb-2 text-sm', tab === one ? 'border-accent font-medium text-accent' : 'border-transparent text-muted hover:text-ink')}>
              {t(`people.tabs.${one}`)}
              {one === 'requests' && (pending.data?.items.length ?? 0) > 0 && <span className="ml-1.5 rounded-full bg-danger px-1.5 text-xs text-white dark:text-black">{pending.data?.items.length}</span>}
            </button>
          ))}
        </div>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto p-4 md:p-6">
        <div className="mx-auto max-w-2xl">
          {error && (
            <p role="alert" className="mb-3 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
              {error}
            </p>
          )}
          {tab === 'requests' ? <Requests /> : tab === 'contacts' ? <Contacts onWrite={write} /> : tab === 'blocked' ? <Blocked /> : <Friends onWrite={write} />}
        </div>
      </div>
      {/* An address of a person: from a contact card. */}
      {!tab && (
        <Dialog title={t('details')} onClose={() => back('/people/friends')}>
          <PersonCard id={part}>
            <Button onClick={() => write(part)}>{t('startChat')}</Button>
          </PersonCard>
        </Dialog>
      )}
    </div>
  );
}
