import { isParleyError } from '@parley/client';
import type { InputHTMLAttributes, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asField } from '../lib/format';
import { Field } from '../ui';

/** A time that lies ahead. What the server says against one stands here, in the words of whoever fills it in. */
export function TimeField({ fault, ...rest }: InputHTMLAttributes<HTMLInputElement> & { fault: unknown }): ReactNode {
  const { t } = useTranslation();
  return <Field label={t('order.when')} type="datetime-local" min={asField(Date.now())} {...rest} error={isOfTime(fault) ? t('order.notThen') : undefined} />;
}

export const isOfTime = (fault: unknown): boolean => isParleyError(fault) && fault.details.field === 'scheduledTime';
