import type { HelpState } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../lib/parley';
import { CallActions } from './CallActions';
import { CallItem } from './CallItem';
import { Heading, Listing, Tabs, useListed } from './parts';

const STATES = ['open', 'taken', 'closed'] as const;

/** Who calls for help, who sees to it, and what came of it. */
export default function Emergency(): ReactNode {
  const { t } = useTranslation('admin');
  const [state, setState] = useState<HelpState>('open');
  const calls = useListed(['emergency', state], (after) => parley.admin.helpCalls(state, after), 10_000);
  return (
    <>
      <Heading title={t('sections.emergency')} />
      <Tabs label={t('sections.emergency')} tabs={STATES} chosen={state} onChoose={setState} name={(one) => t(`emergency.states.${one}`)} />
      <Listing query={calls} icon="sos" empty={t(state === 'open' ? 'emergency.noneOpen' : 'emergency.none')}>
        {(call) => (
          <CallItem key={call.id} call={call}>
            <CallActions call={call} />
          </CallItem>
        )}
      </Listing>
    </>
  );
}
