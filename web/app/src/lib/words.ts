import type { Content, Notification } from '@parley/client';
import i18next from 'i18next';
import { money } from './format';
import { socialNotice } from './noticeWords';

/** A category in one's own language where it is one of the usual ones. */
export const categoryOf = (name: string): string => i18next.t(`categories.${name}`, name);

const WITH_TOTAL = /^(created|quote_accepted|paid|refunding|refunded)$/;

/** A step of an order in one's own language: the server's words are Chinese, and beside them are the facts. */
export function stepOf(content: Content): string {
  const { action, status, serviceName, totalAmount, quotedAmount } = content;
  if (i18next.language === 'zh-CN' || typeof action !== 'string') return priced(content.text ?? '');
  const amount = action === 'quoted' ? quotedAmount : WITH_TOTAL.test(action) ? totalAmount : undefined;
  return [did(action, status) || content.text, action === 'created' && serviceName, typeof amount === 'number' && money(amount, String(content.currency ?? 'CNY'))].filter(Boolean).join(' · ');
}

/** A notice's title and text, likewise. */
export function noticeOf(notice: Notification): { title: string; text: string } {
  const { type, title, content, data = {} } = notice;
  const social = socialNotice(notice);
  if (social) return social;
  const kind = /^(order|payment|review)/.exec(type)?.[1];
  const text = typeof data.action === 'string' ? did(data.action, data.status) : '';
  if (i18next.language === 'zh-CN' || !kind || !text) return { title, text: kind ? priced(content) : content };
  // As it is told live and as it is kept: two surfaces' names for one thing.
  const number = data.orderNumber ?? data.order_number;
  return { title: i18next.t(`notices.${kind}`), text: [number, text].filter(Boolean).join(' · ') };
}

/** The server's texts have an amount as a number and a currency's code. */
const priced = (text: string): string => text.replace(/(\d+\.\d{2}) ([A-Z]{3})\b/g, (_, amount: string, currency: string) => money(Number(amount), currency));

const did = (action: string, status: unknown): string => i18next.t(`order.did.${action !== 'cancel' ? action : status === 'cancelled' ? 'cancelled' : 'cancel_requested'}`, '');
