import type { HelpCall } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { parley } from '../lib/parley';
import { Button, Confirm, TextArea } from '../ui';
import { Fault, useAct } from './parts';

/** What one does about a call for help: takes it, goes to the two who talk there, closes it. */
export function CallActions({ call: { id, state, orderId } }: { call: HelpCall }): ReactNode {
  const { t } = useTranslation('admin');
  const [, go] = useLocation();
  const { busy, error, act } = useAct();
  const [closing, setClosing] = useState(false);
  const [note, setNote] = useState('');
  if (state === 'closed') return null;

  async function join(): Promise<void> {
    const { conversationId } = await parley.safety.join(orderId);
    const conversation = await parley.chat.read(String(conversationId)); // it is named by number there
    go(`/chat/${conversation.id}`);
  }

  async function close(): Promise<void> {
    if (await act('close', () => parley.admin.closeHelpCall(id, note.trim()))) setClosing(false);
  }

  return (
    <div className="mt-2 flex flex-col gap-2">
      {!closing && <Fault>{error}</Fault>}
      <div className="flex flex-wrap gap-2">
        {state === 'open' && (
          <Button busy={busy === 'take'} onClick={() => void act('take', () => parley.admin.takeHelpCall(id))}>
            {t('emergency.take')}
          </Button>
        )}
        <Button tone={state === 'taken' ? 'primary' : 'quiet'} busy={busy === 'join'} onClick={() => void act('join', join)}>
          {t('emergency.join')}
        </Button>
        <Button tone="quiet" onClick={() => setClosing(true)}>
          {t('emergency.close')}
        </Button>
      </div>
      {closing && (
        <Confirm title={t('emergency.closing')} yes={t('emergency.close')} busy={busy === 'close'} error={error} onYes={() => void close()} onClose={() => setClosing(false)}>
          <TextArea label={t('reports.note')} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        </Confirm>
      )}
    </div>
  );
}
