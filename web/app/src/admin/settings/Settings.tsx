import type { Setting } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parley } from '../../lib/parley';
import { Button, Empty } from '../../ui';
import { SearchField } from '../../ui/SearchField';
import { Badge, Broken, Fault, Heading, Tabs, Waiting, useAct } from '../parts';
import { ChangeSetting } from './ChangeSetting';
import { groupsOf, said } from './values';

const SHOWN = ['changeable', 'all'] as const;
const TONES: Record<Setting['source'], 'good' | 'warn' | 'quiet'> = { default: 'quiet', file: 'good', environment: 'good', commandLine: 'good', operator: 'warn' };

/** How the server is set, and from where; some of it can be changed while it runs. */
export default function Settings(): ReactNode {
  const { t, i18n } = useTranslation('admin');
  const { busy, error, act } = useAct();
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('changeable');
  const [changing, setChanging] = useState<Setting | null>(null);
  const settings = useQuery({ queryKey: ['admin', 'settings', i18n.language], queryFn: parley.admin.settings });
  if (!settings.data) return settings.isError ? <Broken error={settings.error} onAgain={() => void settings.refetch()} /> : <Waiting />;
  const words = typed.trim().toLowerCase();
  const groups = groupsOf(settings.data.filter((setting) => (shown === 'all' || setting.changeable) && `${setting.name} ${setting.description}`.toLowerCase().includes(words)));
  return (
    <>
      <Heading title={t('sections.settings')} hint={t('settings.hint')}>
        <SearchField label={t('settings.search')} value={typed} onChange={setTyped} className="w-full sm:w-72" />
      </Heading>
      <Tabs label={t('sections.settings')} tabs={SHOWN} chosen={shown} onChoose={setShown} name={(one) => t(`settings.shown.${one}`)} />
      <Fault>{changing ? null : error}</Fault>
      {groups.length === 0 && (
        <div className="rounded-2xl border border-line bg-surface py-6">
          <Empty icon="gear" title={t('settings.none')} />
        </div>
      )}
      {groups.map(({ name: group, settings: list }) => (
        <section key={group} aria-label={group} className="mb-6">
          <h2 className="mb-2 text-sm font-semibold text-muted">{group}</h2>
          <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
            {list.map((setting) => (
              <li key={setting.name} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
                <div className="min-w-0 flex-1 basis-64">
                  <p className="font-mono text-sm font-medium break-all">{setting.name}</p>
                  {setting.description && <p className="text-sm text-muted">{setting.description}</p>}
                </div>
                <div className="flex max-w-full min-w-0 flex-col items-end gap-1 max-sm:items-start">
                  <p className="max-w-72 text-sm font-semibold break-all">{setting.secret ? t(setting.source === 'default' ? 'settings.empty' : 'settings.secret') : said(setting.value, t)}</p>
                  <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
                    <Badge tone={TONES[setting.source]}>{t(`settings.sources.${setting.source}`)}</Badge>
                    {setting.source !== 'default' && !setting.secret && <span className="break-all">{t('settings.default', { value: said(setting.defaultValue, t) })}</span>}
                  </p>
                  {setting.changeable && (
                    <div className="mt-1 flex flex-wrap gap-2 sm:justify-end">
                      <Button tone="quiet" className="min-h-8" aria-label={t('settings.changeOne', { name: setting.name })} onClick={() => setChanging(setting)}>
                        {t('settings.change')}
                      </Button>
                      {setting.source === 'operator' && (
                        <Button tone="plain" className="min-h-8" aria-label={t('settings.resetOne', { name: setting.name })} busy={busy === setting.name} onClick={() => void act(setting.name, () => parley.admin.resetSetting(setting.name))}>
                          {t('settings.reset')}
                        </Button>
                      )}
                    </div>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {changing && <ChangeSetting setting={changing} onClose={() => setChanging(null)} />}
    </>
  );
}
