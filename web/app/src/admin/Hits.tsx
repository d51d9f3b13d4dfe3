import { hitKinds, type Hit } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearch } from 'wouter';
import { moment } from '../lib/format';
import { parley } from '../lib/parley';
import { Button } from '../ui';
import { Badge, Broken, Heading, Listing, Who, useListed } from './parts';
import { Select } from './Select';

/** Whether what was found went through. */
const TONES: Record<Hit['kind'], 'bad' | 'warn' | 'quiet'> = {
  rejectedWord: 'bad',
  flaggedWord: 'warn',
  sameText: 'bad',
  links: 'bad',
  strangers: 'bad',
  rejectedNumber: 'bad',
  flaggedNumber: 'warn',
  flaggedImage: 'warn',
  blockedImage: 'bad',
  uncheckedImage: 'quiet',
  more: 'warn',
};

/** What the rules on content found. */
export default function Hits(): ReactNode {
  const { t } = useTranslation('admin');
  const userId = Number(new URLSearchParams(useSearch()).get('userId')) || undefined;
  const [kind, setKind] = useState<Hit['kind']>();
  const hits = useListed(['hits', kind, userId], (after) => parley.admin.hits({ kind, userId }, after), 15_000);
  return (
    <>
      <Heading title={t('sections.hits')} hint={t('hits.hint')}>
        <Select label={t('hits.kind')} chosen={kind} options={hitKinds} name={(one) => t(`hits.kinds.${one}`)} all={t('hits.all')} onChoose={setKind} />
      </Heading>
      {userId && (
        <p className="mb-4 text-sm">
          <Who id={userId} /> ·{' '}
          <Link href="/admin/hits" className="font-medium text-accent hover:underline">
            {t('hits.everybody')}
          </Link>
        </p>
      )}
      <Listing query={hits} icon="alert" empty={t('hits.none')}>
        {(hit) => <HitItem key={hit.id} hit={hit} />}
      </Listing>
    </>
  );
}

function HitItem({ hit: { id, kind, userId, conversationId, messageId, label, createdAt } }: { hit: Hit }): ReactNode {
  const { t } = useTranslation('admin');
  const [reading, setReading] = useState(false);
  return (
    <li className="px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Who id={userId} />
        <Badge tone={TONES[kind]}>{t(`hits.kinds.${kind}`)}</Badge>
        {label && <span className="min-w-0 break-all">{label}</span>}
        <time className="ml-auto text-xs text-muted">{moment(createdAt)}</time>
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 text-xs text-muted">
        {reading && conversationId && <span>{t('hits.conversation', { id: conversationId })}</span>}
        {reading && messageId && <span>{t('hits.message', { id: messageId })}</span>}
        {!reading && (
          <Button tone="plain" className="-ml-2 min-h-7 px-2 text-xs" title={t('hits.readHint')} onClick={() => setReading(true)}>
            {t('hits.read')}
          </Button>
        )}
      </div>
      {reading && <Written id={id} />}
    </li>
  );
}

/** What was written; asked for only once one wants to see it, since that is written down. */
function Written({ id }: { id: number }): ReactNode {
  const { t } = useTranslation('admin');
  const hit = useQuery({ queryKey: ['hit', id], queryFn: () => parley.admin.hit(id), staleTime: Infinity, retry: false });
  if (hit.isError) return <Broken error={hit.error} onAgain={() => void hit.refetch()} />;
  return <blockquote className="mt-2 w-fit max-w-full rounded-2xl rounded-tl-md bg-sunken px-4 py-2 break-words whitespace-pre-wrap">{hit.isPending ? t('translation:loading') : hit.data.text || t('hits.noText')}</blockquote>;
}
