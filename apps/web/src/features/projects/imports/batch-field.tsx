'use client';

import type { Batch } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Field } from '../../../components/ui/field.tsx';
import { Input } from '../../../components/ui/input.tsx';
import { Select } from '../../../components/ui/select.tsx';

/** Stands for a batch that is still to be made. */
export const newBatch = 'new';

/** The batch that a file goes into: one that is not closed, or a new one by name. */
export function BatchField(props: {
  batches: readonly Batch[];
  value: string;
  name: string;
  error: string | undefined;
  disabled: boolean;
  onChange: (batchId: string) => void;
  onName: (name: string) => void;
}) {
  const t = useTranslations('projects');
  const common = useTranslations('common');
  return (
    <div className="flex flex-col gap-3">
      <Field label={t('upload.batch')}>
        <Select
          value={props.value}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {props.batches.map((batch) => (
            <option key={batch.id} value={batch.id}>
              {t(batch.kind === 'qualification' ? 'upload.batchOptionTest' : 'upload.batchOption', {
                number: batch.number,
                name: batch.name,
                state: common(`batchState.${batch.state}`),
              })}
            </option>
          ))}
          <option value={newBatch}>{t('upload.newBatch')}</option>
        </Select>
      </Field>
      {props.value === newBatch ? (
        <Field label={t('upload.newBatchName')} hint={t('batchForm.nameHint')} error={props.error}>
          <Input
            value={props.name}
            maxLength={120}
            disabled={props.disabled}
            autoComplete="off"
            onChange={(event) => props.onName(event.target.value)}
          />
        </Field>
      ) : null}
    </div>
  );
}
