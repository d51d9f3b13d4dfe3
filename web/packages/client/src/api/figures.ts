/** What happened in an hour or in a day, in UTC. */
export interface Statistic {
  at: string;
  activeUsers?: number | null;
  newUsers: number;
  messages: number;
  orders: { created: number; confirmed: number; completed: number; cancelled: number };
  /** 0 to 1. */
  conversion: number | null;
  completion: number | null;
  reviews: number;
  /** Stars, 1 to 5; absent where nobody rated. */
  satisfaction?: number | null;
}

export interface StatisticsQuery {
  from: string;
  to: string;
  by: 'hour' | 'day';
  /** An operator's: of one tenant; else of all. */
  tenantId?: number;
}

/** How all nodes do at this moment. */
export interface LiveFigures {
  at: string;
  nodes: number;
  connections: number;
  people: number;
  surfaces: Record<'im' | 'social' | 'rooms' | 'web' | 'market', number>;
  messagesPerSecond: number;
  sendQueue: number;
  jobs: { waiting: number; running: number; dead: number };
  openReports: number;
}
