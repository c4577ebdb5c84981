'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import type { SnapshotChoice } from './snapshot-choices.ts';

/** Snapshots to tick, each with its project, dimension and number of pairs of the split that matters. */
export function SnapshotChecks(props: {
  choices: readonly SnapshotChoice[];
  split: 'train' | 'test';
  suggestedId: string | undefined;
  value: readonly string[];
  onChange: (ids: string[]) => void;
}) {
  const t = useTranslations();
  const { choices, value, split } = props;
  return (
    <div className="flex max-h-60 flex-col gap-1.5 overflow-y-auto">
      {choices.map(({ project, snapshot }) => {
        const pairs = t(split === 'test' ? 'runs.form.testPairs' : 'recipe.trainPairs', {
          n: snapshot.counts[split],
        });
        const about = `${project.name} · ${t(`common.dimension.${project.dimension}`)} · ${pairs}`;
        return (
          <Checkbox
            key={snapshot.id}
            label={snapshot.name}
            hint={
              snapshot.id === props.suggestedId ? `${about} · ${t('runs.form.evaluateSuggested')}` : about
            }
            checked={value.includes(snapshot.id)}
            onChange={(event) =>
              props.onChange(
                event.target.checked ? [...value, snapshot.id] : value.filter((each) => each !== snapshot.id),
              )
            }
          />
        );
      })}
    </div>
  );
}
