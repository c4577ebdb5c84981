'use client';

import { type FlagFilter, flagFilters, type SafetyBin, safetyBins } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { ChoiceGroup } from '../../components/ui/choice-group.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Select } from '../../components/ui/select.tsx';
import type { FilterFieldProps } from './filter-fields.tsx';
import { toggled } from './toggled.ts';

/**
 * Several of many, where none chosen means all of them. What was chosen before and is no longer offered stays in sight,
 * so that no filter works unseen. Nothing to choose from, nothing shown.
 */
export function ManyChoice<T extends string | number>(props: {
  legend: string;
  offered: readonly T[];
  labelOf: (value: T) => string;
  hintOf?: (value: T) => string | undefined;
  error?: string | undefined;
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}) {
  const t = useTranslations('snapshots.form');
  const { offered, chosen } = props;
  const shown = [...offered, ...chosen.filter((value) => !offered.includes(value))];
  if (shown.length === 0) return null;
  return (
    <ChoiceGroup legend={props.legend} hint={t('noneMeansAll')} error={props.error}>
      <div className="grid max-h-48 gap-x-4 gap-y-1.5 overflow-y-auto sm:grid-cols-2">
        {shown.map((value) => (
          <Checkbox
            key={value}
            label={props.labelOf(value)}
            hint={props.hintOf?.(value)}
            checked={chosen.includes(value)}
            onChange={(event) => props.onChange(toggled(chosen, value, event.target.checked))}
          />
        ))}
      </div>
    </ChoiceGroup>
  );
}

/** The excluded fourth bin is offered while pairs of it are included at all. */
export function SafetyBinFields({ values, change }: Omit<FilterFieldProps, 'faults'>) {
  const t = useTranslations('snapshots');
  const offered = (bin: SafetyBin) => bin !== 'chosen_unsafe' || values.includeChosenUnsafe;
  return (
    <ManyChoice
      legend={t('form.safetyBins')}
      offered={safetyBins.filter(offered)}
      labelOf={(bin) => t(`safetyBin.${bin}`)}
      chosen={values.safetyBins}
      onChange={(chosen) => change({ safetyBins: chosen })}
    />
  );
}

export function FlagField(props: { value: FlagFilter; onChange: (flags: FlagFilter) => void }) {
  const t = useTranslations('snapshots');
  return (
    <Field label={t('form.flags')} hint={t('form.flagsHint')}>
      <Select
        value={props.value}
        onChange={(event) => props.onChange(flagFilters.find((each) => each === event.target.value) ?? 'all')}
      >
        {flagFilters.map((each) => (
          <option key={each} value={each}>
            {t(`flags.${each}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
