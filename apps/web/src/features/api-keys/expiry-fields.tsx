'use client';

import { useTranslations } from 'next-intl';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Select } from '../../components/ui/select.tsx';
import { type KeyFormValues, terms } from './read-key-form.ts';

export function ExpiryFields(props: {
  values: KeyFormValues;
  error: string | undefined;
  change: (part: Partial<KeyFormValues>) => void;
}) {
  const { values, change } = props;
  const t = useTranslations('apiKeys.create');
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field label={t('expiry')}>
        <Select
          value={values.term}
          onChange={({ target }) =>
            change({ term: terms.find((term) => term === target.value) ?? values.term })
          }
        >
          {terms.map((term) => (
            <option key={term} value={term}>
              {term === 'never' || term === 'date' ? t(`term.${term}`) : t('days', { days: Number(term) })}
            </option>
          ))}
        </Select>
      </Field>
      {values.term === 'date' ? (
        <Field label={t('date')} error={props.error}>
          <Input type="date" value={values.date} onChange={({ target }) => change({ date: target.value })} />
        </Field>
      ) : null}
    </div>
  );
}
