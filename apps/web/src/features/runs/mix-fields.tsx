'use client';

import type { Snapshot } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { SnapshotChecks } from './snapshot-checks.tsx';
import { mayOverlap, type SnapshotChoice } from './snapshot-choices.ts';

/** Other sources of the training mix, and their share of it (Llama 2 §3.2.2). */
export function MixFields(props: {
  choices: readonly SnapshotChoice[];
  suggestedId: string | undefined;
  /** Everything whose test split is measured, the run's own first. */
  measured: readonly Snapshot[];
  value: readonly string[];
  share: string;
  shareError: string | undefined;
  error: string | undefined;
  onChange: (ids: string[]) => void;
  onShareChange: (share: string) => void;
}) {
  const t = useTranslations('recipe');
  const id = useId();
  const { choices, value } = props;
  const overlapping = choices.some(
    ({ snapshot }) =>
      value.includes(snapshot.id) && props.measured.some((tested) => mayOverlap(snapshot, tested)),
  );
  return (
    <fieldset
      aria-describedby={`${id}-hint`}
      aria-invalid={props.error ? true : undefined}
      className="flex min-w-0 flex-col gap-2"
    >
      <legend className="mb-1 text-sm font-semibold">{t('mix')}</legend>
      <p id={`${id}-hint`} className="text-xs text-muted">
        {t('mixHint')}
      </p>
      {choices.length === 0 ? (
        <p className="text-muted">{t('mixNone')}</p>
      ) : (
        <>
          <SnapshotChecks
            choices={choices}
            split="train"
            suggestedId={props.suggestedId}
            value={value}
            onChange={props.onChange}
          />
          <Field
            label={t('otherShare')}
            hint={t('otherShareHint')}
            error={props.shareError}
            className="sm:max-w-72"
          >
            <Input
              inputMode="decimal"
              value={props.share}
              onChange={(event) => props.onShareChange(event.target.value)}
            />
          </Field>
        </>
      )}
      {overlapping ? <Notice tone="warn">{t('mixOverlap')}</Notice> : null}
      {props.error ? (
        <p role="alert" className="text-sm text-danger">
          {props.error}
        </p>
      ) : null}
    </fieldset>
  );
}
