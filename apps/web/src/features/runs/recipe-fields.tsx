'use client';

import { type RecipePreset, recipePresetNames } from '@preferably/contracts';
import { lossMargins } from '@preferably/domain';
import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Select } from '../../components/ui/select.tsx';
import { lossMarginNumbers } from '../../lib/margin-text.ts';
import { AdapterFields } from './adapter-fields.tsx';
import { JudgementFields } from './judgement-fields.tsx';
import type { RunField, RunFormValues } from './read-run-form.ts';
import { ScheduleFields } from './schedule-fields.tsx';

/** What every group of the recipe's fields is given. */
export interface RecipeFieldsProps {
  values: RunFormValues;
  change: (part: Partial<RunFormValues>) => void;
  /** The words for a field's fault; undefined where it has none. */
  errorOf: (field: RunField) => string | undefined;
}

const numbers = [
  { field: 'batch_pairs', words: 'batchPairs' },
  { field: 'learning_rate', words: 'learningRate' },
  { field: 'max_length', words: 'maxLength' },
  { field: 'safety_weight', words: 'safetyWeight' },
  { field: 'seed', words: 'seed' },
] as const;

/** A preset and what is changed most often; the rest is folded away, and a fault inside opens it. */
export function RecipeFields(
  props: RecipeFieldsProps & {
    preset: RecipePreset | null;
    onPreset: (name: RecipePreset) => void;
    /** The steps that the chosen pairs make, in words. */
    summary: string;
    /** The mix of sources, which stands with the rest. */
    mix: ReactNode;
    open: boolean;
    onOpenChange: (open: boolean) => void;
  },
) {
  const t = useTranslations('runs.form');
  const words = useTranslations('recipe');
  const { values, change, errorOf } = props;
  const group = { values, change, errorOf };
  return (
    <fieldset className="min-w-0 rounded-lg border border-line bg-surface">
      <legend className="ml-3 px-1 font-semibold">{t('advanced')}</legend>
      <div className="grid gap-x-5 gap-y-4 px-4 pt-2 pb-4 sm:grid-cols-2">
        <Field label={words('preset')} hint={words('presetHint')} className="sm:col-span-2">
          <Select
            value={props.preset ?? ''}
            onChange={(event) => props.onPreset(event.target.value as RecipePreset)}
          >
            {/* Shown where nothing else fits; to choose it would change nothing. */}
            <option value="" disabled>
              {words('presetOwn')}
            </option>
            {recipePresetNames.map((name) => (
              <option key={name} value={name}>
                {words(`presetName.${name.replace('.', '_') as 'helpfulness_llama2'}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('margin')} hint={t('marginHint')} error={errorOf('margin')}>
          <Select value={values.margin} onChange={(event) => change({ margin: event.target.value })}>
            {lossMargins.map((kind) => (
              <option key={kind} value={kind}>
                {t('marginOption', { kind: t(`marginKind.${kind}`), numbers: lossMarginNumbers(kind) })}
              </option>
            ))}
          </Select>
        </Field>
        {numbers.map(({ field, words: key }) => (
          <Field key={field} label={t(key)} hint={t(`${key}Hint`)} error={errorOf(field)}>
            <Input
              inputMode={field === 'learning_rate' ? 'text' : 'decimal'}
              value={values[field]}
              onChange={(event) => change({ [field]: event.target.value })}
            />
          </Field>
        ))}
        <p className="text-xs text-muted sm:col-span-2">
          {props.summary} {t('epochs')}
        </p>
      </div>
      <details
        className="group border-t border-line"
        open={props.open}
        onToggle={(event) => props.onOpenChange(event.currentTarget.open)}
      >
        <summary className="flex list-none flex-wrap items-center gap-x-2 px-4 py-2.5 [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-4 text-muted group-open:rotate-90" />
          <span className="font-semibold">{words('more')}</span>
          <span className="text-sm text-muted">{words('moreHint')}</span>
        </summary>
        <div className="flex flex-col gap-6 border-t border-line px-4 py-4">
          {props.mix}
          <AdapterFields {...group} />
          <JudgementFields {...group} />
          <ScheduleFields {...group} />
        </div>
      </details>
    </fieldset>
  );
}
