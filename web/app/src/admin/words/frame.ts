import type { Pairs } from './pairs';

export const frame = {
  title: ['管理', 'Administration'],
  sections: {
    dashboard: ['概览', 'Overview'],
    users: ['用户', 'People'],
    reports: ['举报', 'Reports'],
    emergency: ['紧急呼叫', 'Calls for help'],
    disputes: ['纠纷', 'Disputes'],
    hits: ['内容命中', 'Hits'],
    bans: ['封禁', 'Bans'],
    words: ['敏感词', 'Words'],
    announcements: ['公告', 'Announcements'],
    tenants: ['租户', 'Tenants'],
    payments: ['支付', 'Payments'],
    settings: ['设置', 'Settings'],
    webhooks: ['回调', 'Webhooks'],
    jobs: ['任务', 'Jobs'],
    audit: ['审计', 'Audit log'],
  },
  more: ['加载更多', 'Load more'],
  failed: ['没能载入', 'This could not be loaded'],
  again: ['再试一次', 'Try again'],
  since: ['于 {{at}}', '{{at}}'],
  never: ['从未', 'Never'],
} satisfies Pairs;
