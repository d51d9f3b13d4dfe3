import type { Content, Message } from '@parley/client';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { useLive } from '../lib/live';
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
  const [reporting, setReporting] = useState(false);
  const { message } = props;
  return (
    <>
      {open && <Items {...props} onReport={() => setReporting(true)} />}
      {reporting && <Report userId={message.senderId as string} messageId={message.id} onClose={() => setReporting(false)} />}
    </>
  );
}

function Items({ message, mine, onClose, onFault, onReply, onForward, onChoose, onReport }: Omit<Props, 'open'> & { onReport: () => void }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  // Chosen when the menu opens: an item must not go away under a finger.
  const [recallable] = useState(() => mine && Date.now() - Date.parse(message.createdAt) < RECALL_WITHIN);
  const attempt = (work: Promise<unknown>): void => void work.catch((error: unknown) => onFault(faultText(error)));
  const text = message.content.text;
  // A message that goes takes the focus with it: the list keeps it.
  const log = useRef<HTMLElement | null>(null);
  const gone = (): void => log.current?.focus({ preventScroll: true });
  const remember = (): void => void (log.current = document.activeElement?.closest<HTMLElement>('[role=log]') ?? null);
  const items: MenuItem[] = [
    { icon: 'reply', label: t('reply'), run: () => onReply(message) },
    ...(text ? [{ icon: 'copy' as const, label: t('copy'), run: () => void copy(text) }] : []),
    ...(message.messageType === 'image' && message.content.url ? [{ icon: 'down' as const, label: t('savePicture'), run: () => save(message.content) }] : []),
    { icon: 'forward', label: t('forward'), run: () => onForward(message) },
    { icon: 'check', label: t('select'), run: () => onChoose(message) },
    ...(recallable ? [{ icon: 'recall' as const, label: t('recall'), run: () => (remember(), attempt(messenger.recall(message).then(gone))) }] : []),
    { icon: 'trash', label: t('deleteForMe'), run: () => (remember(), attempt(messenger.remove(message).then(gone))) },
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
