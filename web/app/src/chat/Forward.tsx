import type { Message } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../lib/faults';
import { titleOf, useConversations, useLive } from '../lib/live';
import { parley } from '../lib/parley';
import { Avatar, Button, Dialog } from '../ui';
import { preview } from './preview';

/** One message or many, in their order, to one or many conversations. */
export function Forward({ messages, onClose, onDone = onClose }: { messages: readonly Message[]; onClose: () => void; onDone?: () => void }): ReactNode {
  const { t } = useTranslation();
  const messenger = useLive();
  const conversations = useConversations();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function forward(): Promise<void> {
    setBusy(true);
    try {
      let failed = 0;
      for (const { id } of messages) failed += (await parley.chat.forward(id, { conversationIds: [...chosen] })).filter(({ success }) => !success).length;
      if (failed === 0) return onDone();
      setError(t('forwardFailed', { count: failed }));
    } catch (fault) {
      setError(faultText(fault));
    }
    setBusy(false);
  }

  return (
    <Dialog title={t('forwardTo')} onClose={onClose}>
      <p className="mb-3 line-clamp-2 rounded-lg bg-sunken px-3 py-2 text-sm text-muted">{messages.length === 1 ? preview(messages[0] as Message) : t('forwardCount', { count: messages.length })}</p>
      <ul className="max-h-72 overflow-y-auto">
        {conversations.map((conversation) => {
          const title = titleOf(conversation, messenger.userId);
          return (
            <li key={conversation.id}>
              <label className="flex cursor-pointer items-center gap-3 rounded-lg p-2 hover:bg-sunken">
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={chosen.has(conversation.id)}
                  onChange={() => setChosen((before) => (before.has(conversation.id) ? new Set([...before].filter((id) => id !== conversation.id)) : new Set([...before, conversation.id])))}
                />
                <Avatar name={title} size={34} />
                <span className="truncate">{title}</span>
              </label>
            </li>
          );
        })}
      </ul>
      {error && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {error}
        </p>
      )}
      <Button className="mt-4 w-full" busy={busy} disabled={chosen.size === 0} onClick={() => void forward()}>
        {t('forward')} {chosen.size > 0 && `(${chosen.size})`}
      </Button>
    </Dialog>
  );
}
