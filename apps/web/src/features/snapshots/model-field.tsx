'use client';

import type { SnapshotChoices } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Field } from '../../components/ui/field.tsx';
import { Select } from '../../components/ui/select.tsx';

/** One choice as the value of an option; a pair is the same whichever of the two is named first. */
const keyOf = (models: readonly string[]) => JSON.stringify([...models].sort());

/** One model, or two as a pair. What was chosen before and is no longer offered stays in sight. */
export function ModelField(props: {
  /** Undefined until it is known. */
  offered: Pick<SnapshotChoices, 'models' | 'modelPairs'> | undefined;
  chosen: readonly string[];
  onChange: (models: string[]) => void;
}) {
  const { offered, chosen } = props;
  const t = useTranslations('snapshots');
  const words = (models: readonly string[]) =>
    models.length === 2
      ? t('page.modelPair', { one: models[0] ?? '', other: models[1] ?? '' })
      : (models[0] ?? t('form.allModels'));
  const groups = [
    {
      label: t('form.modelOfEither'),
      choices: (offered?.models ?? []).map(({ model, preferences }) => ({ models: [model], preferences })),
    },
    { label: t('form.modelsOfPair'), choices: offered?.modelPairs ?? [] },
  ];
  const known = groups.some(({ choices }) => choices.some(({ models }) => keyOf(models) === keyOf(chosen)));
  const none = offered !== undefined && offered.models.length === 0;
  return (
    <Field label={t('form.models')} hint={t(none ? 'form.modelsNone' : 'form.modelsHint')}>
      <Select
        value={keyOf(chosen)}
        disabled={none && chosen.length === 0}
        onChange={(event) => props.onChange(JSON.parse(event.target.value))}
      >
        <option value={keyOf([])}>{t('form.allModels')}</option>
        {known || chosen.length === 0 ? null : <option value={keyOf(chosen)}>{words(chosen)}</option>}
        {groups.map(({ label, choices }) =>
          choices.length === 0 ? null : (
            <optgroup key={label} label={label}>
              {choices.map(({ models, preferences }) => (
                <option key={keyOf(models)} value={keyOf(models)}>
                  {t('form.modelChoice', { name: words(models), n: preferences })}
                </option>
              ))}
            </optgroup>
          ),
        )}
      </Select>
    </Field>
  );
}
