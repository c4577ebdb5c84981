'use client';

import type { Batch, Project, ProjectStatistics } from '@preferably/contracts';
import { type Strength, strengths } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { z } from 'zod';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { ChoiceGroup } from './choice-group.tsx';
import type { FreezeField, FreezeFormValues } from './read-freeze-form.ts';

interface Props {
  values: FreezeFormValues;
  faults: ReadonlySet<FreezeField>;
  change: (part: Partial<FreezeFormValues>) => void;
}

function toggled<T>(list: readonly T[], value: T, on: boolean): T[] {
  return on ? [...list, value] : list.filter((each) => each !== value);
}

export function BatchFields({ values, faults, change, batches }: Props & { batches: readonly Batch[] }) {
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
          <label key={start === null ? 'all' : 'some'} className="flex cursor-pointer items-center gap-2">
            <input
              type="radio"
              name={`${id}-batches`}
              checked={(chosen === null) === (start === null)}
              onChange={() => change({ batchIds: start })}
              className="size-4 accent-(--color-accent)"
            />
            {t(start === null ? 'allBatches' : 'someBatches')}
          </label>
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

export function StrengthFields({ values, faults, change, statistics }: Props & { statistics: Statistics }) {
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

export function InclusionFields(props: Omit<Props, 'faults'> & { project: Project; statistics: Statistics }) {
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
