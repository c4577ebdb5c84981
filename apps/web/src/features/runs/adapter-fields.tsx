'use client';

import { adapterKinds } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Select } from '../../components/ui/select.tsx';
import type { RecipeFieldsProps } from './recipe-fields.tsx';

/** What is trained: all weights, the top layers, or an adapter beside them. The head always is. */
export function AdapterFields({ values, change, errorOf }: RecipeFieldsProps) {
  const t = useTranslations('recipe');
  const form = useTranslations('runs.form');
  const adapted = values.adapter !== '';
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-semibold">{t('trained')}</legend>
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
        <Field label={t('adapter')} hint={t('adapterHint')} error={errorOf('adapter')}>
          <Select value={values.adapter} onChange={(event) => change({ adapter: event.target.value })}>
            <option value="">{t('adapterKind.none')}</option>
            {adapterKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`adapterKind.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
        {adapted ? (
          <>
            <Field label={t('targets')} hint={t('targetsHint')} error={errorOf('targets')}>
              <Input
                className="font-mono"
                spellCheck={false}
                autoCapitalize="none"
                value={values.targets}
                placeholder={t('targetsAll')}
                onChange={(event) => change({ targets: event.target.value })}
              />
            </Field>
            <Field label={t('rank')} hint={t('rankHint')} error={errorOf('rank')}>
              <Input
                inputMode="numeric"
                value={values.rank}
                onChange={(event) => change({ rank: event.target.value })}
              />
            </Field>
            <Field label={t('alpha')} hint={t('alphaHint')} error={errorOf('alpha')}>
              <Input
                inputMode="decimal"
                value={values.alpha}
                onChange={(event) => change({ alpha: event.target.value })}
              />
            </Field>
          </>
        ) : (
          <Field
            label={form('trainedLayers')}
            hint={form('trainedLayersHint')}
            error={errorOf('trained_layers')}
          >
            <Input
              inputMode="numeric"
              value={values.trained_layers}
              placeholder={form('allLayers')}
              onChange={(event) => change({ trained_layers: event.target.value })}
            />
          </Field>
        )}
      </div>
    </fieldset>
  );
}
