'use client';

import {
  ApiError,
  type Batch,
  type Project,
  type ProjectStatistics,
  type Snapshot,
} from '@preferably/contracts';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import type { z } from 'zod';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Textarea } from '../../components/ui/textarea.tsx';
import { useToast } from '../../components/ui/toast.tsx';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import { AggregationChoice } from './aggregation-choice.tsx';
import { BatchFields, InclusionFields, StrengthFields } from './filter-fields.tsx';
import { FormatChoice } from './format-choice.tsx';
import { FreezePreview } from './freeze-preview.tsx';
import { type FreezeFormValues, rareFiltersSet, settingsOf } from './freeze-values.ts';
import { MarginChoice } from './margin-choice.tsx';
import { ParentField } from './parent-field.tsx';
import { RareFilters } from './rare-filters.tsx';
import { type FreezeField, readFreezeForm } from './read-freeze-form.ts';
import { useFreeze } from './use-freeze.ts';

/** Faults of these stand inside the fold. */
const folded: readonly FreezeField[] = ['from', 'before', 'languages', 'minVotes', 'minAgreement'];

export function FreezeForm(props: {
  project: Project;
  batches: readonly Batch[];
  statistics: z.infer<typeof ProjectStatistics>;
  snapshots: readonly Snapshot[];
  annotators: readonly { userId: string; name: string }[];
  initial: FreezeFormValues;
}) {
  const { project } = props;
  const t = useTranslations();
  const words = useWordsForProblem();
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  const freeze = useFreeze(project.id);
  const [faults, setFaults] = useState<ReadonlySet<FreezeField>>(new Set());
  const [values, setValues] = useState(props.initial);
  const [unfolded, setUnfolded] = useState(rareFiltersSet(props.initial) > 0);
  const change = (part: Partial<FreezeFormValues>) => setValues((now) => ({ ...now, ...part }));
  const nameTaken = freeze.error instanceof ApiError && freeze.error.problem?.code === 'name_taken';
  const fault = (field: FreezeField & ('name' | 'notes' | 'testShare')) =>
    faults.has(field) ? t(`snapshots.form.error.${field}`) : undefined;

  /** The first field with a fault is where the reader goes on. */
  const goToFault = () =>
    requestAnimationFrame(() =>
      form.current
        ?.querySelector<HTMLElement>(':is(input, textarea)[aria-invalid], [aria-invalid] input')
        ?.focus(),
    );

  function takeOver(parent: Snapshot) {
    const taken = { ...values, ...settingsOf(parent) };
    setValues(taken);
    setUnfolded(rareFiltersSet(taken) > 0);
    toast(t('snapshots.form.takenOver', { name: parent.name }));
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (freeze.pending) return;
    const reading = readFreezeForm(values);
    setFaults(reading.ok ? new Set() : reading.faults);
    if (!reading.ok) {
      if (folded.some((field) => reading.faults.has(field))) setUnfolded(true);
      return goToFault();
    }
    const failure = await freeze.send(reading.body);
    if (failure instanceof ApiError && failure.problem?.code === 'name_taken') goToFault();
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      className="grid items-start gap-5 lg:grid-cols-[minmax(0,48rem)_minmax(16rem,1fr)]"
    >
      <div className="flex min-w-0 flex-col gap-5">
        <Field
          label={t('snapshots.form.name')}
          hint={t('snapshots.form.nameHint')}
          error={nameTaken ? t('snapshots.form.error.nameTaken') : fault('name')}
        >
          <Input
            value={values.name}
            onChange={(event) => change({ name: event.target.value })}
            maxLength={200}
          />
        </Field>
        <Field
          label={t('snapshots.form.notes')}
          hint={t('snapshots.form.notesHint')}
          error={fault('notes')}
          optional
        >
          <Textarea value={values.notes} onChange={(event) => change({ notes: event.target.value })} />
        </Field>
        {props.snapshots.length > 0 ? (
          <ParentField
            snapshots={props.snapshots}
            value={values.parentId}
            onChange={(parentId) => change({ parentId })}
            onTakeOver={takeOver}
          />
        ) : null}
        <BatchFields values={values} faults={faults} change={change} batches={props.batches} />
        <StrengthFields values={values} faults={faults} change={change} statistics={props.statistics} />
        <InclusionFields values={values} change={change} project={project} statistics={props.statistics} />
        <RareFilters
          values={values}
          faults={faults}
          change={change}
          project={project}
          annotators={props.annotators}
          open={unfolded}
          onOpenChange={setUnfolded}
        />
        <AggregationChoice values={values} change={change} />
        <MarginChoice value={values.margin} onChange={(margin) => change({ margin })} />
        <Field
          label={`${t('snapshots.form.testShare')} (${t('snapshots.form.testShareUnit')})`}
          hint={t('snapshots.form.testShareHint')}
          error={fault('testShare')}
        >
          <Input
            className="w-24"
            inputMode="decimal"
            value={values.testShare}
            onChange={(event) => change({ testShare: event.target.value })}
          />
        </Field>
        {Number(values.testShare) === 0 && values.testShare.trim() !== '' ? (
          <Notice tone="warn">{t('snapshots.form.testShareNone')}</Notice>
        ) : null}
        <FormatChoice values={values} change={change} />
      </div>
      <div className="lg:row-span-2 lg:h-full">
        <FreezePreview projectId={project.id} values={values} />
      </div>
      <div className="flex flex-col gap-3">
        {freeze.error && !nameTaken ? <Notice tone="error">{words(freeze.error)}</Notice> : null}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" pending={freeze.pending}>
            {t('snapshots.form.submit')}
          </Button>
          <Button asChild>
            <Link href={`/projects/${project.id}/snapshots`}>{t('common.action.cancel')}</Link>
          </Button>
        </div>
      </div>
    </form>
  );
}
