import type { Content, Message } from '@parley/client';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { useLive } from '../lib/live';
import { Confirm } from '../ui';
import { copy } from '../ui/copy';
import { Menu, type MenuItem } from './Menu';
import { Report } from './Report';

const RECALL_WITHIN = 2 * 60_000;

interface Props {
  message: Message;
  mine: boolean;
  open: boolean;
  onClose: () => void;
  onFault: (text: string) => void;
  onReply: (message: Message) => void;
  onForward: (message: Message) => void;
  onChoose: (message: Message) => void;
}

/** What can be done with a message. */
export function MessageMenu({ open, ...props }: Props): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [reporting, setReporting] = useState(false);
  const [deleting, setDeleting] = useState(false);
  // A message that goes takes the focus with it: the list keeps it.
  const log = useRef<HTMLElement | null>(null);
  const { message, onFault } = props;
  const away = (work: Promise<unknown>): void =>
    void work.then(
      () => log.current?.focus({ preventScroll: true }),
      (error: unknown) => onFault(faultText(error)),
    );
  const remember = (): void => void (log.current = document.activeElement?.closest<HTMLElement>('[role=log]') ?? null);
  return (
    <>
      {open && <Items {...props} onReport={() => setReporting(true)} onRecall={() => (remember(), away(messenger.recall(message)))} onDelete={() => (remember(), setDeleting(true))} />}
      {reporting && <Report userId={message.senderId as string} messageId={message.id} onClose={() => setReporting(false)} />}
      {deleting && (
        <Confirm title={t('ask.delete', { count: 1 })} yes={t('deleteForMe')} onYes={() => (setDeleting(false), away(messenger.remove(message)))} onClose={() => setDeleting(false)}>
          {t('ask.deleteMeans')}
        </Confirm>
      )}
    </>
  );
}

function Items({ message, mine, onClose, onReply, onForward, onChoose, onReport, onRecall, onDelete }: Omit<Props, 'open'> & Record<'onReport' | 'onRecall' | 'onDelete', () => void>): ReactNode {
  const { t } = useTranslation();
  // Chosen when the menu opens: an item must not go away under a finger.
  const [recallable] = useState(() => mine && Date.now() - Date.parse(message.createdAt) < RECALL_WITHIN);
  const text = message.content.text;
  const items: MenuItem[] = [
    { icon: 'reply', label: t('reply'), run: () => onReply(message) },
    ...(text ? [{ icon: 'copy' as const, label: t('copy'), run: () => void copy(text) }] : []),
    ...(message.messageType === 'image' && message.content.url ? [{ icon: 'down' as const, label: t('savePicture'), run: () => save(message.content) }] : []),
    { icon: 'forward', label: t('forward'), run: () => onForward(message) },
    { icon: 'check', label: t('select'), run: () => onChoose(message) },
    ...(recallable ? [{ icon: 'recall' as const, label: t('recall'), run: onRecall }] : []),
    { icon: 'trash', label: t('deleteForMe'), run: onDelete },
    ...(mine ? [] : [{ icon: 'flag' as const, label: t('report'), run: onReport, danger: true }]),
  ];
  return <Menu items={items} side={mine ? 'left' : 'right'} onClose={onClose} />;
}

function save({ url = '', name = '' }: Content): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
