import type { Message } from '@parley/client';
import { useCallback, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearch } from 'wouter';
import { peerOf, titleOf, useConversations, useLive, usePresence, useShown, useTimeline } from '../lib/live';
import { brief } from '../lib/format';
import { Avatar, Button, Empty, IconButton, Spinner } from '../ui';
import { BlockedBar } from './BlockedBar';
import { ChatInfo } from './ChatInfo';
import { Composer } from './Composer';
import { DropHere } from './DropHere';
import { Forward } from './Forward';
import { MessageList } from './MessageList';
import { SelectionBar } from './SelectionBar';
import { useBlock } from './useBlock';
import { useOpenedChat } from './useOpenedChat';
import { useTyping } from './useTyping';
import { EmergencyButton } from '../orders/EmergencyButton';
import { OrderDialog } from '../orders/OrderDialog';
import { useOpenOrder } from '../orders/useOpenOrder';

export function ChatPane({ id }: { id: string }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const [, go] = useLocation();
  const search = new URLSearchParams(useSearch());
  const at = Number(search.get('at') ?? 0);
  const words = search.get('q') ?? '';
  const conversation = useConversations().find((one) => one.id === id);
  const [replyTo, setReplyTo] = useState<Message | null>(null);
  const [forwarding, setForwarding] = useState<readonly Message[] | null>(null);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Message> | null>(null);
  const forward = useCallback((message: Message) => setForwarding([message]), []);
  const choose = useCallback((message: Message) => setChosen((before) => toggled(before, message)), []);
  const [ordering, setOrdering] = useState(false);
  const [showInfo, setShowInfo] = useState(false);
  const [files, setFiles] = useState<readonly File[]>([]);
  const { opened, found, error, gone, again } = useOpenedChat(id, at, search.get('m') ?? '');

  // Nobody answers what was taken back meanwhile.
  const view = useTimeline(id);
  const shown = useShown(id);
  const answered = replyTo && ([...view.messages, ...shown.messages].find((message) => message.id === replyTo.id) ?? replyTo);
  const answering = answered && !answered.isRecalled && !answered.isDeleted ? answered : null;
  const peer = conversation && peerOf(conversation, messenger.userId);
  const order = useOpenOrder(conversation, peer?.id);
  const block = useBlock(peer?.id);
  const title = conversation ? titleOf(conversation, messenger.userId) : '';
  if (gone)
    return (
      <Empty icon="chat" title={t('noSuchChat')}>
        <Link href="/chat" className="font-medium text-accent hover:underline">
          {t('backToChats')}
        </Link>
      </Empty>
    );
  return (
    <DropHere label={title} onFiles={chosen || block.isBlocked ? undefined : setFiles}>
      <header className="flex h-[60px] shrink-0 items-center gap-2 border-b border-line bg-surface px-2 md:px-4">
        <IconButton icon="back" label={t('back')} className="md:hidden" onClick={() => go('/chat')} />
        <Avatar name={title} url={peer?.avatarUrl ?? conversation?.avatarUrl} size={38} />
        <button type="button" onClick={() => setShowInfo(true)} className="min-w-0 flex-1 rounded-lg px-1 text-left">
          <span dir="auto" className="block truncate text-left leading-tight font-semibold">{title}</span>
          <Status id={id} peer={peer?.id} members={conversation?.participantCount ?? conversation?.participants.length ?? 0} />
        </button>
        {peer?.userType === 'provider' && (
          <Button tone="quiet" onClick={() => setOrdering(true)}>
            {t('order.make')}
          </Button>
        )}
        {order && <EmergencyButton orderId={order} />}
        <IconButton icon="more" label={t('details')} onClick={() => setShowInfo(true)} />
      </header>
      <div className="min-h-0 flex-1">
        {error ? (
          <div className="flex h-full flex-col items-center justify-center gap-3 text-muted">
            <p role="alert">{error}</p>
            <Button tone="quiet" onClick={again}>
              {t('retry')}
            </Button>
          </div>
        ) : found ? (
          <MessageList key={at} id={id} at={at} words={words} opened={opened} group={!peer} chosen={chosen} onReply={setReplyTo} onForward={forward} onChoose={choose} />
        ) : (
          <div className="flex h-full items-center justify-center">
            <Spinner />
          </div>
        )}
      </div>
      {chosen ? (
        <SelectionBar chosen={[...chosen.values()]} onForward={() => setForwarding([...chosen.values()].sort((a, b) => a.seq - b.seq))} onDone={() => setChosen(null)} />
      ) : block.isBlocked ? (
        <BlockedBar name={title} onUnblock={block.unblock} />
      ) : (
        <Composer id={id} replyTo={answering} onReplied={() => setReplyTo(null)} files={files} onFiles={setFiles} />
      )}
      {forwarding && <Forward messages={forwarding} onClose={() => setForwarding(null)} onDone={() => (setForwarding(null), setChosen(null))} />}
      {showInfo && conversation && <ChatInfo conversation={conversation} onClose={() => setShowInfo(false)} />}
      {ordering && peer && <OrderDialog providerId={peer.id} conversationId={id} serviceId={conversation?.serviceId ?? null} onClose={() => setOrdering(false)} />}
    </DropHere>
  );
}

function toggled(before: ReadonlyMap<string, Message> | null, message: Message): ReadonlyMap<string, Message> {
  const after = new Map(before);
  if (!after.delete(message.id)) after.set(message.id, message);
  return after;
}

function Status({ id, peer, members }: { id: string; peer: string | undefined; members: number }): ReactNode {
  const { t } = useTranslation();
  const presence = usePresence(peer);
  const who = useTyping(id);
  if (who) return <span className="block truncate text-xs text-accent">{who}</span>;
  if (!peer) return <span className="block text-xs text-muted">{t('members', { count: members })}</span>;
  if (presence?.isOnline) return <span className="block text-xs text-online">{t(`presence.${presence.status}`)}</span>;
  return <span className="block text-xs text-muted">{presence?.lastSeenAt ? t('lastSeen', { at: brief(presence.lastSeenAt) }) : t('presence.offline')}</span>;
}
