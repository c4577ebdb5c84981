'use client';

import { marginKinds } from '@preferably/domain';
import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Select } from '../../components/ui/select.tsx';
import { marginNumbers } from '../../lib/margin-text.ts';
import type { RunField, RunFormValues } from './read-run-form.ts';

const numbers = [
  { field: 'batch_pairs', words: 'batchPairs' },
  { field: 'learning_rate', words: 'learningRate' },
  { field: 'max_length', words: 'maxLength' },
  { field: 'trained_layers', words: 'trainedLayers' },
  { field: 'safety_weight', words: 'safetyWeight' },
  { field: 'checkpoint_seconds', words: 'checkpointSeconds' },
  { field: 'seed', words: 'seed' },
] as const;
const dtypes = ['auto', 'float32', 'bfloat16'] as const;

/** Closed at first: the defaults are a recipe that holds. A fault inside opens it. */
export function RecipeFields(props: {
  values: RunFormValues;
  faults: ReadonlySet<RunField>;
  change: (part: Partial<RunFormValues>) => void;
  /** What the chosen snapshot has to train on, and the steps that this makes. */
  pairs: number;
  steps: number | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations('runs.form');
  const { values, faults, change } = props;
  const errorOf = (field: (typeof numbers)[number]['field'] | 'margin' | 'dtype') =>
    faults.has(field) ? t(`error.${field}`) : undefined;
  return (
    <details
      className="group rounded-lg border border-line bg-surface"
      open={props.open}
      onToggle={(event) => props.onOpenChange(event.currentTarget.open)}
    >
      <summary className="flex list-none flex-wrap items-center gap-x-2 px-4 py-2.5 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-muted group-open:rotate-90" />
        <span className="font-semibold">{t('advanced')}</span>
        <span className="text-sm text-muted">
          {props.steps === null
            ? t('advancedHint')
            : t('stepsOf', { pairs: props.pairs, steps: props.steps })}
        </span>
      </summary>
      <div className="grid gap-x-5 gap-y-4 border-t border-line px-4 py-4 sm:grid-cols-2">
        <Field label={t('margin')} hint={t('marginHint')} error={errorOf('margin')}>
          <Select value={values.margin} onChange={(event) => change({ margin: event.target.value })}>
            {marginKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t('marginOption', { kind: t(`marginKind.${kind}`), numbers: marginNumbers(kind) })}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('dtype')} hint={t('dtypeHint')} error={errorOf('dtype')}>
          <Select value={values.dtype} onChange={(event) => change({ dtype: event.target.value })}>
            {dtypes.map((dtype) => (
              <option key={dtype} value={dtype}>
                {t(`dtypeOption.${dtype}`)}
              </option>
            ))}
          </Select>
        </Field>
        {numbers.map(({ field, words }) => (
          <Field key={field} label={t(words)} hint={t(`${words}Hint`)} error={errorOf(field)}>
            <Input
              inputMode={field === 'learning_rate' ? 'text' : 'decimal'}
              value={values[field]}
              placeholder={field === 'trained_layers' ? t('allLayers') : undefined}
              onChange={(event) => change({ [field]: event.target.value })}
            />
          </Field>
        ))}
        <p className="text-xs text-muted sm:col-span-2">{t('epochs')}</p>
      </div>
    </details>
  );
}
