import type { Me } from '@parley/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../lib/act';
import { chosenLanguage } from '../lib/i18n';
import { parley } from '../lib/parley';
import { Fault } from '../ui/Fault';

const WISHES = ['messages', 'orders'] as const;

/** Of what a person wants to hear by mail: off until it is turned on. */
export function MailWishes({ me }: { me: Me }): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { busy, error, act } = useAct();
  // What is being turned shows at once.
  const [turned, setTurned] = useState<Record<string, boolean>>({});
  const wishes = { ...mailOf(me), ...turned };

  // They are kept as a whole: read anew, so that what another device set meanwhile stays.
  async function turn(wish: string, on: boolean): Promise<void> {
    setTurned({ [wish]: on });
    try {
      const now = await parley.auth.me();
      await parley.auth.change({ preferences: { ...now.preferences, email: { ...mailOf(now), [wish]: on }, locale: chosenLanguage() } });
      await queries.invalidateQueries({ queryKey: ['me'] });
    } finally {
      setTurned({});
    }
  }

  return (
    <fieldset className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-5">
      <legend className="sr-only">{t('mail.title')}</legend>
      {WISHES.map((wish) => (
        <label key={wish} className="flex items-start gap-3">
          <input
            type="checkbox"
            className="mt-1 size-4 shrink-0 accent-accent"
            checked={wishes[wish] === true}
            disabled={!me.email && wishes[wish] !== true}
            aria-busy={busy || undefined}
            onChange={(event) => {
              const on = event.target.checked;
              if (!busy) act(() => turn(wish, on));
            }}
          />
          <span>
            <span className="block text-sm font-medium">{t(`mail.${wish}`)}</span>
            <span className="block text-sm text-muted">{t(me.email ? `mail.${wish}Hint` : 'mail.noAddress')}</span>
          </span>
        </label>
      ))}
      <Fault>{error}</Fault>
    </fieldset>
  );
}

function mailOf(me: Me): Record<string, unknown> {
  const { email } = me.preferences;
  return typeof email === 'object' && email !== null ? (email as Record<string, unknown>) : {};
}
