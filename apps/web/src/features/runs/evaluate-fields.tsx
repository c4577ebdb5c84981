'use client';

import type { Snapshot } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { type EvaluationChoice, mayOverlap } from './snapshot-choices.ts';

export function EvaluateFields(props: {
  choices: readonly EvaluationChoice[];
  suggestedId: string | undefined;
  train: Snapshot | undefined;
  value: readonly string[];
  error: string | undefined;
  onChange: (ids: string[]) => void;
}) {
  const t = useTranslations();
  const id = useId();
  const { choices, value } = props;
  const overlapping = choices.some(
    ({ snapshot }) => value.includes(snapshot.id) && mayOverlap(props.train, snapshot),
  );
  return (
    <fieldset aria-describedby={`${id}-hint`} className="flex flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium">{t('runs.form.evaluate')}</legend>
      {choices.length === 0 ? <p className="text-muted">{t('runs.form.evaluateNone')}</p> : null}
      <div className="flex max-h-60 flex-col gap-1.5 overflow-y-auto">
        {choices.map(({ project, snapshot }) => {
          const about = `${project.name} · ${t(`common.dimension.${project.dimension}`)} · ${t('runs.form.testPairs', { n: snapshot.counts.test })}`;
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
                  event.target.checked
                    ? [...value, snapshot.id]
                    : value.filter((each) => each !== snapshot.id),
                )
              }
            />
          );
        })}
      </div>
      <p id={`${id}-hint`} className="text-xs text-muted">
        {t('runs.form.evaluateHint')}
      </p>
      {overlapping ? <Notice tone="warn">{t('runs.form.shareDiffers')}</Notice> : null}
      {props.error ? (
        <p role="alert" className="text-sm text-danger">
          {props.error}
        </p>
      ) : null}
    </fieldset>
  );
}
