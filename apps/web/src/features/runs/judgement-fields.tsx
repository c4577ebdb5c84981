'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { ChoiceGroup } from '../../components/ui/choice-group.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import type { RecipeFieldsProps } from './recipe-fields.tsx';
import { keepableStrengths } from './recipe-texts.ts';

/** Which judgements are trained on, and how far they are believed. */
export function JudgementFields({ values, change, errorOf }: RecipeFieldsProps) {
  const t = useTranslations();
  const toggle = (strength: string, kept: boolean) =>
    change({
      strengths: keepableStrengths.filter((each) =>
        each === strength ? kept : values.strengths.includes(each),
      ),
    });
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-2 text-sm font-semibold">{t('recipe.judgements')}</legend>
      <ChoiceGroup
        legend={t('recipe.strengths')}
        hint={t('recipe.strengthsHint')}
        error={errorOf('strengths')}
      >
        <div className="flex flex-wrap gap-x-5 gap-y-1.5">
          {keepableStrengths.map((strength) => (
            <Checkbox
              key={strength}
              label={strength === 'unknown' ? t('runs.strengthUnknown') : t(`common.strength.${strength}`)}
              checked={values.strengths.includes(strength)}
              onChange={(event) => toggle(strength, event.target.checked)}
            />
          ))}
        </div>
      </ChoiceGroup>
      <Checkbox
        label={t('recipe.edits')}
        hint={t('recipe.editsHint')}
        checked={values.edits}
        onChange={(event) => change({ edits: event.target.checked })}
      />
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
        <Field
          label={t('recipe.labelSmoothing')}
          hint={t('recipe.labelSmoothingHint')}
          error={errorOf('label_smoothing')}
        >
          <Input
            inputMode="decimal"
            value={values.label_smoothing}
            onChange={(event) => change({ label_smoothing: event.target.value })}
          />
        </Field>
        <Field label={t('recipe.center')} hint={t('recipe.centerHint')} error={errorOf('center')}>
          <Input
            inputMode="decimal"
            value={values.center}
            onChange={(event) => change({ center: event.target.value })}
          />
        </Field>
      </div>
    </fieldset>
  );
}
