import type { Pairs } from './pairs';

export const figures = {
  openReports: ['待处理举报', 'Open reports'],
  helpCalls: ['紧急呼叫', 'Calls for help'],
  deadJobs: ['死信任务', 'Dead letters'],
  latestReports: ['最新举报', 'Latest reports'],
  latestCalls: ['最新紧急呼叫', 'Latest calls for help'],
  allQuiet: ['一切平静', 'All quiet'],
  market: {
    orders: ['订单', 'Orders'],
    services: ['服务', 'Services'],
    paid: ['近 {{count}} 天已支付', 'Paid in {{count}} days'],
    byDay: ['每日订单', 'Orders day by day'],
    byState: ['订单状态', 'Orders by state'],
  },
} satisfies Pairs;
