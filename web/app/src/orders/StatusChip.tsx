import type { OrderStatus } from '@parley/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../ui';

const TONES: Record<OrderStatus, string> = {
  pending: 'bg-warn-soft text-warn',
  confirmed: 'bg-accent-soft text-accent',
  in_progress: 'bg-accent-soft text-accent',
  completed: 'bg-sunken text-muted',
  cancelled: 'bg-danger-soft text-danger',
};

export function StatusChip({ status }: { status: OrderStatus }): ReactNode {
  const { t } = useTranslation();
  return <span className={cx('rounded-full px-2.5 py-0.5 text-xs font-medium', TONES[status])}>{t(`status.${status}`)}</span>;
}
