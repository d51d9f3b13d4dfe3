import type { AccountDetail } from '@parley/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../lib/format';
import { TrailLine } from './TrailLine';

/** A person's devices, by the names that bans of them take, and what the person did lately. */
export function Activity({ of: { devices, activity } }: { of: Pick<AccountDetail, 'devices' | 'activity'> }): ReactNode {
  const { t } = useTranslation('admin');
  return (
    <>
      {devices.length > 0 && (
        <section className="mt-6" aria-label={t('users.devices')}>
          <h2 className="mb-2 text-sm font-semibold text-muted">{t('users.devices')}</h2>
          <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
            {devices.map(({ device, isConnected, lastUsedAt }) => (
              <li key={device} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2.5 text-sm">
                <span className="min-w-0 font-medium break-all">{device}</span>
                <span className="ml-auto text-xs text-muted">{isConnected ? t('users.connected') : lastUsedAt ? moment(lastUsedAt) : ''}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {activity.length > 0 && (
        <section className="mt-6" aria-label={t('users.activity')}>
          <h2 className="mb-2 text-sm font-semibold text-muted">{t('users.activity')}</h2>
          <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
            {activity.map((line) => (
              <TrailLine key={line.id} line={line} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
