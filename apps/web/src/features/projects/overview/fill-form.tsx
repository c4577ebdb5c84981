'use client';

import type { Batch, Project, RewardModel } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Checkbox } from '../../../components/ui/checkbox.tsx';
import { ChoiceGroup } from '../../../components/ui/choice-group.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { Input } from '../../../components/ui/input.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { wholeNumber } from '../whole-number.ts';
import { FillPreview } from './fill-preview.tsx';
import { useFillPreview } from './use-fill.ts';

const usualCount = 100;
const mostAtOnce = 100_000;

/** Which model, out of which batches, how many, and what the new batch is called. */
export function FillForm(props: {
  id: string;
  project: Project;
  models: readonly RewardModel[];
  drafts: readonly Batch[];
  onSubmit: (wanted: { modelId: string; fromBatchIds: string[]; name: string; count: number }) => void;
}) {
  const { project, models, drafts } = props;
  const t = useTranslations('projects');
  const [modelId, setModelId] = useState(models[0]?.id ?? null);
  const [from, setFrom] = useState<readonly string[]>(drafts.map(({ id }) => id));
  const [fault, setFault] = useState<'from' | 'count' | 'name' | null>(null);
  const preview = useFillPreview(project.id, modelId, from);
  // A smaller supply is known only when it was counted; what somebody typed stays.
  const [typed, setTyped] = useState<string | null>(null);
  const count = typed ?? String(Math.max(1, Math.min(usualCount, preview.data?.scored ?? usualCount)));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get('name') ?? '').trim();
    const wanted = wholeNumber(count, 1, mostAtOnce);
    if (from.length === 0 || !modelId) return setFault('from');
    if (wanted === null) return setFault('count');
    if (!name) return setFault('name');
    setFault(null);
    props.onSubmit({ modelId, fromBatchIds: [...from], name, count: wanted });
  }

  return (
    <form id={props.id} noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t('fill.model')} hint={t('fill.modelHint')}>
        <Select value={modelId ?? ''} onChange={({ target }) => setModelId(target.value)}>
          {models.map((model) => (
            <option key={model.id} value={model.id}>
              {model.state === 'promoted' ? t('fill.promoted', { name: model.name }) : model.name}
            </option>
          ))}
        </Select>
      </Field>
      <ChoiceGroup
        legend={t('fill.from')}
        hint={t('fill.fromHint')}
        error={fault === 'from' ? t('fill.fromMissing') : undefined}
      >
        {drafts.map((batch) => (
          <Checkbox
            key={batch.id}
            label={t('fill.draft', {
              number: batch.number,
              name: batch.name,
              n: batch.comparisons - batch.comparisonsDone,
            })}
            checked={from.includes(batch.id)}
            onChange={({ target }) =>
              setFrom(
                drafts
                  .map(({ id }) => id)
                  .filter((id) => (id === batch.id ? target.checked : from.includes(id))),
              )
            }
          />
        ))}
      </ChoiceGroup>
      <FillPreview preview={preview} modelAt={modelId ? `/projects/${project.id}/models/${modelId}` : null} />
      <Field
        label={t('fill.count')}
        hint={t('fill.countHint')}
        error={fault === 'count' ? t('fill.countRange') : undefined}
      >
        <Input
          name="count"
          type="number"
          inputMode="numeric"
          min={1}
          max={mostAtOnce}
          value={count}
          onChange={({ target }) => setTyped(target.value)}
          className="w-28"
        />
      </Field>
      <Field
        label={t('batchForm.name')}
        hint={t('batchForm.nameHint')}
        error={fault === 'name' ? t('batchForm.required') : undefined}
      >
        <Input name="name" required maxLength={120} autoComplete="off" />
      </Field>
    </form>
  );
}
