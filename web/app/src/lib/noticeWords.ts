import type { Notification } from '@parley/client';
import i18next from 'i18next';

// The server writes its notices in Chinese and keeps them; who and which group they speak of is in the words alone.
const SAID: Record<string, RegExp> = {
  friend_request: /^(?<name>.*) 请求添加您为好友$/s,
  friend_accepted: /^(?<name>.*) 已成为您的好友$/s,
  group_invite: /^(?<name>.*) 邀请您加入群组“(?<group>.*)”$/s,
  group_removed: /^您已被移出群组“(?<group>.*)”$/s,
  report: /^您的举报.*$/s,
};

/** A notice of friends, groups or reports in one's own language; nothing where it isn't one of those that are known. */
export function socialNotice({ type, content }: Pick<Notification, 'type' | 'content'>): { title: string; text: string } | undefined {
  const found = SAID[type]?.exec(content);
  if (!found) return undefined;
  const said = type === 'report' && content.includes('未发现违规') ? 'report_dismissed' : type;
  return { title: i18next.t(`notices.about.${type}`), text: i18next.t(`notices.said.${said}`, { ...found.groups }) };
}
