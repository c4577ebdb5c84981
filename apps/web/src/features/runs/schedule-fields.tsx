'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Select } from '../../components/ui/select.tsx';
import type { RecipeFieldsProps } from './recipe-fields.tsx';

const numbers = [
  { field: 'warmup_share', words: 'warmupShare' },
  { field: 'warmup_minimum', words: 'warmupMinimum' },
  { field: 'final_ratio', words: 'finalRatio' },
  { field: 'weight_decay', words: 'weightDecay' },
] as const;
const dtypes = ['auto', 'float32', 'bfloat16'] as const;

/** The schedule of the learning rate, and how the worker computes. */
export function ScheduleFields({ values, change, errorOf }: RecipeFieldsProps) {
  const t = useTranslations('recipe');
  const form = useTranslations('runs.form');
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-2 text-sm font-semibold">{t('schedule')}</legend>
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
        {numbers.map(({ field, words }) => (
          <Field key={field} label={t(words)} hint={t(`${words}Hint`)} error={errorOf(field)}>
            <Input
              inputMode="decimal"
              value={values[field]}
              onChange={(event) => change({ [field]: event.target.value })}
            />
          </Field>
        ))}
        <Field label={form('dtype')} hint={form('dtypeHint')} error={errorOf('dtype')}>
          <Select value={values.dtype} onChange={(event) => change({ dtype: event.target.value })}>
            {dtypes.map((dtype) => (
              <option key={dtype} value={dtype}>
                {form(`dtypeOption.${dtype}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label={form('checkpointSeconds')}
          hint={form('checkpointSecondsHint')}
          error={errorOf('checkpoint_seconds')}
        >
          <Input
            inputMode="numeric"
            value={values.checkpoint_seconds}
            onChange={(event) => change({ checkpoint_seconds: event.target.value })}
          />
        </Field>
      </div>
      <Checkbox
        label={t('compile')}
        hint={t('compileHint')}
        checked={values.compile}
        onChange={(event) => change({ compile: event.target.checked })}
      />
      <Checkbox
        label={t('activationCheckpointing')}
        hint={t('activationCheckpointingHint')}
        checked={values.activation_checkpointing}
        onChange={(event) => change({ activation_checkpointing: event.target.checked })}
      />
    </fieldset>
  );
}
