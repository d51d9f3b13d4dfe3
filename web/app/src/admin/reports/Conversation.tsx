import type { ReportedMessage } from '@parley/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../../lib/format';
import { parley } from '../../lib/parley';
import { Button, Dialog, cx } from '../../ui';
import { Icon } from '../../ui/icons';
import { Badge, Broken, Waiting } from '../parts';
import { Beside } from './Beside';
import { SentFile } from './SentFile';

/** What was said around the reported message: read only by who says so, since reading it is written down. */
export function Conversation({ reportId, targetId }: { reportId: number; targetId: number }): ReactNode {
  const { t } = useTranslation('admin');
  const [asking, setAsking] = useState(false);
  const [reading, setReading] = useState(false);
  return (
    <section aria-label={t('reports.around')} className="mb-4 rounded-2xl border border-line bg-surface p-5">
      <h2 className="mb-2 text-sm font-semibold text-muted">{t('reports.around')}</h2>
      {reading ? (
        <Messages reportId={reportId} targetId={targetId} />
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-sm text-muted">{t('reports.sealed')}</p>
          <Button tone="quiet" onClick={() => setAsking(true)}>
            {t('reports.read')}
          </Button>
        </div>
      )}
      {asking && (
        <Dialog title={t('reports.read')} onClose={() => setAsking(false)}>
          <p className="mb-5">{t('reports.readAsk')}</p>
          <div className="flex flex-wrap justify-end gap-2">
            <Button tone="quiet" onClick={() => setAsking(false)}>
              {t('translation:cancel')}
            </Button>
            <Button
              onClick={() => {
                setAsking(false);
                setReading(true);
              }}
            >
              {t('reports.readYes')}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

function Messages({ reportId, targetId }: { reportId: number; targetId: number }): ReactNode {
  const { t } = useTranslation('admin');
  // Apart from what is asked for again and again: each asking is a line in the trail.
  const found = useInfiniteQuery({
    queryKey: ['reported', reportId],
    queryFn: ({ pageParam }) => parley.admin.reportedMessages(reportId, pageParam ?? undefined),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    staleTime: Infinity,
    retry: false,
  });
  if (found.isPending) return <Waiting />;
  if (found.isError) return <Broken error={found.error} onAgain={() => void found.refetch()} />;
  const messages = found.data.pages.flatMap(({ items }) => items).reverse();
  return (
    <>
      <p className="mb-3 flex items-center gap-1.5 text-xs text-muted">
        <Icon name="list" size={14} />
        {t('reports.recorded')}
      </p>
      {found.hasNextPage && (
        <div className="mb-3 text-center">
          <Button tone="quiet" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('reports.earlier')}
          </Button>
        </div>
      )}
      <ol className="flex flex-col gap-2.5">
        {messages.map((message) => (
          <Said key={message.id} reportId={reportId} message={message} isTarget={message.senderId === targetId} />
        ))}
      </ol>
    </>
  );
}

function Said({ reportId, message, isTarget }: { reportId: number; message: ReportedMessage; isTarget: boolean }): ReactNode {
  const { id, senderName, senderId, type, text, data, fileId, createdAt, recalled, reported } = message;
  const { t } = useTranslation('admin');
  return (
    <li className={cx('w-fit max-w-[90%] rounded-2xl px-4 py-2.5', reported ? 'bg-danger-soft ring-2 ring-danger' : isTarget ? 'bg-sunken' : 'border border-line')}>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
        <span className="font-semibold break-all text-ink">{senderName ?? (senderId ? `#${senderId}` : t('translation:role.system'))}</span>
        <time>{moment(createdAt)}</time>
        {reported && <Badge tone="bad">{t('reports.thisOne')}</Badge>}
        {recalled && <Badge tone="quiet">{t('reports.recalled')}</Badge>}
      </p>
      <p className="mt-0.5 break-words whitespace-pre-wrap">
        {type !== 'text' && <span className="mr-1 text-muted">{t(`translation:kind.${type}`, `[${type}]`)}</span>}
        {text ?? (recalled && <span className="text-muted italic">{t('reports.notShown')}</span>)}
        <Beside data={data} />
      </p>
      {fileId && <SentFile type={type} data={data} open={() => parley.admin.reportedFile(reportId, id)} />}
    </li>
  );
}
