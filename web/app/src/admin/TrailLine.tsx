import type { AuditLine } from '@parley/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../lib/format';
import { Who } from './parts';

/** What is done to somebody. */
const PEOPLE: ReadonlySet<string> = new Set(['banned', 'freed', 'disabled', 'roleChanged', 'signedOut', 'dataExported', 'dataHandedOut', 'accountRead', 'accountCreated']);

/** One line of the trail. */
export function TrailLine({ line: { action, actorId, targetId, detail, address, at } }: { line: AuditLine }): ReactNode {
  const { t } = useTranslation('admin');
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2.5 text-sm">
      <span className="font-medium">{t(`audit.actions.${action}`, action)}</span>
      <span className="min-w-0 text-muted">
        {actorId ? <Who id={actorId} /> : null}
        {targetId && targetId !== actorId && !/^signIn|^signedIn/.test(action) ? <> → {PEOPLE.has(action) ? <Who id={targetId} /> : `#${targetId}`}</> : null}
        {detail ? <span className="break-all"> · {detail}</span> : null}
      </span>
      <span className="ml-auto text-xs text-muted">
        {address && <span className="mr-3">{address}</span>}
        <time>{moment(at)}</time>
      </span>
    </li>
  );
}
