'use client';

import type { Snapshot } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Notice } from '../../components/ui/notice.tsx';
import { SnapshotChecks } from './snapshot-checks.tsx';
import { mayOverlap, type SnapshotChoice } from './snapshot-choices.ts';

export function EvaluateFields(props: {
  choices: readonly SnapshotChoice[];
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
      <SnapshotChecks
        choices={choices}
        split="test"
        suggestedId={props.suggestedId}
        value={value}
        onChange={props.onChange}
      />
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
