import type { Content, MessageType } from '@parley/client';
import i18next from 'i18next';
import { stepOf } from '../lib/words';
import { readCard } from './card';
import { isSticker } from './stickers';

/** A message in a line. */
export function preview(message: { messageType?: MessageType; content: Content; isRecalled?: boolean; isDeleted?: boolean }): string {
  if (message.isRecalled) return i18next.t('recalled');
  if (message.isDeleted) return i18next.t('deleted');
  const kind = message.messageType ?? 'text';
  const card = kind === 'text' && readCard(message.content.text ?? '');
  if (card) return `${i18next.t('kind.card')} ${card.name}`;
  if (kind === 'image' && isSticker(message.content.name)) return i18next.t('kind.sticker');
  if (kind === 'order') return stepOf(message.content);
  if (kind === 'text' || kind === 'system') return message.content.text ?? '';
  const what = i18next.t(`kind.${kind}`);
  const more = message.content.text || (kind === 'file' ? message.content.name : '') || (kind === 'location' ? message.content.address : '');
  return more ? `${what} ${more}` : what;
}
