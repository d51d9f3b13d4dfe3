/** What happened in an hour or in a day, in UTC. */
export interface Statistic {
  at: string;
  activeUsers: number;
  newUsers: number;
  messages: number;
  orders: { created: number; confirmed: number; completed: number; cancelled: number };
  /** Of the orders made then, the share that was taken on since, 0 to 1; absent where none was made. */
  conversion?: number | null;
  /** Of those taken on, the share that was done since. */
  completion?: number | null;
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

/** How it is at this moment, all nodes together; what belongs to no tenant only where all are asked for. */
export interface LiveFigures {
  at: string;
  nodes?: number | null;
  connections: number;
  people: number;
  surfaces: Record<'im' | 'social' | 'rooms' | 'web' | 'market', number>;
  messagesPerSecond?: number | null;
  sendQueue?: number | null;
  jobs?: { waiting: number; running: number; dead: number } | null;
  openReports: number;
}
