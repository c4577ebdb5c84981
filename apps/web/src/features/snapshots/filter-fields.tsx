'use client';

import type { Batch, Project, ProjectStatistics } from '@preferably/contracts';
import { type Strength, strengths } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { z } from 'zod';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { ChoiceGroup } from '../../components/ui/choice-group.tsx';
import { Radio } from '../../components/ui/radio.tsx';
import type { FreezeFormValues } from './freeze-values.ts';
import type { FreezeField } from './read-freeze-form.ts';
import { toggled } from './toggled.ts';

export interface FilterFieldProps {
  values: FreezeFormValues;
  faults: ReadonlySet<FreezeField>;
  change: (part: Partial<FreezeFormValues>) => void;
}

export function BatchFields(props: FilterFieldProps & { batches: readonly Batch[] }) {
  const { values, faults, change, batches } = props;
  const t = useTranslations('snapshots.form');
  const id = useId();
  const chosen = values.batchIds;
  return (
    <ChoiceGroup
      legend={t('batches')}
      hint={t('batchesHint')}
      error={faults.has('batches') ? t('error.batches') : undefined}
    >
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {[null, [] as string[]].map((start) => (
          <Radio
            key={start === null ? 'all' : 'some'}
            name={`${id}-batches`}
            label={t(start === null ? 'allBatches' : 'someBatches')}
            checked={(chosen === null) === (start === null)}
            onChange={() => change({ batchIds: start })}
          />
        ))}
      </div>
      {chosen === null ? null : (
        <div className="ml-1 flex max-h-60 flex-col gap-1.5 overflow-y-auto border-l-2 border-line py-1 pl-4">
          {batches.map((batch) => (
            <Checkbox
              key={batch.id}
              label={`${batch.number}. ${batch.name}`}
              hint={t('batchPreferences', { n: batch.preferences })}
              checked={chosen.includes(batch.id)}
              onChange={(event) => change({ batchIds: toggled(chosen, batch.id, event.target.checked) })}
            />
          ))}
        </div>
      )}
    </ChoiceGroup>
  );
}

type Statistics = z.infer<typeof ProjectStatistics>;

export function StrengthFields(props: FilterFieldProps & { statistics: Statistics }) {
  const { values, faults, change, statistics } = props;
  const t = useTranslations();
  const countOf = (strength: Strength) =>
    statistics.byStrength.find((each) => each.strength === strength)?.preferences ?? 0;
  return (
    <ChoiceGroup
      legend={t('snapshots.form.strengths')}
      hint={t('snapshots.form.strengthsHint')}
      error={faults.has('strengths') ? t('snapshots.form.error.strengths') : undefined}
    >
      <div className="grid gap-x-4 gap-y-1.5 sm:grid-cols-2">
        {strengths.map((strength) => (
          <Checkbox
            key={strength}
            label={t(`common.strength.${strength}`)}
            hint={t('snapshots.form.batchPreferences', { n: countOf(strength) })}
            checked={values.strengths.includes(strength)}
            onChange={(event) =>
              change({ strengths: toggled(values.strengths, strength, event.target.checked) })
            }
          />
        ))}
      </div>
    </ChoiceGroup>
  );
}

export function InclusionFields(
  props: Omit<FilterFieldProps, 'faults'> & { project: Project; statistics: Statistics },
) {
  const t = useTranslations('snapshots.form');
  const { values, change } = props;
  return (
    <ChoiceGroup legend={t('which')}>
      <Checkbox
        label={t('recorded', { n: props.statistics.recorded })}
        hint={t('recordedHint')}
        checked={values.includeRecorded}
        onChange={(event) => change({ includeRecorded: event.target.checked })}
      />
      <Checkbox
        label={t('gold')}
        hint={t('goldHint')}
        checked={values.includeGold}
        onChange={(event) => change({ includeGold: event.target.checked })}
      />
      {props.project.dimension === 'safety' ? (
        <Checkbox
          label={t('chosenUnsafe')}
          hint={t('chosenUnsafeHint')}
          checked={values.includeChosenUnsafe}
          onChange={(event) => change({ includeChosenUnsafe: event.target.checked })}
        />
      ) : null}
    </ChoiceGroup>
  );
}
