import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../lib/parley';
import { Heading, Listing, useListed } from './parts';
import { TrailLine } from './TrailLine';

export default function Audit(): ReactNode {
  const { t } = useTranslation('admin');
  const lines = useListed(['audit'], (after) => parley.admin.audit(after));
  return (
    <>
      <Heading title={t('sections.audit')} />
      <Listing query={lines} icon="list" empty={t('audit.none')}>
        {(line) => <TrailLine key={line.id} line={line} />}
      </Listing>
    </>
  );
}
