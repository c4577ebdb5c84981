'use client';

import {
  ApiError,
  type Batch,
  freezeSnapshot,
  type Project,
  type ProjectStatistics,
} from '@preferably/contracts';
import { strengths } from '@preferably/domain';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import type { z } from 'zod';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { useToast } from '../../components/ui/toast.tsx';
import { api } from '../../lib/api.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import { BatchFields, InclusionFields, StrengthFields } from './filter-fields.tsx';
import { MarginChoice } from './margin-choice.tsx';
import { type FreezeField, type FreezeFormValues, readFreezeForm } from './read-freeze-form.ts';

export function FreezeForm(props: {
  project: Project;
  batches: readonly Batch[];
  statistics: z.infer<typeof ProjectStatistics>;
  suggestedName: string;
}) {
  const { project } = props;
  const t = useTranslations();
  const words = useWordsForProblem();
  const router = useRouter();
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [faults, setFaults] = useState<ReadonlySet<FreezeField>>(new Set());
  const [values, setValues] = useState<FreezeFormValues>({
    name: props.suggestedName,
    batchIds: null,
    strengths,
    includeRecorded: true,
    includeChosenUnsafe: false,
    margin: 'small',
    testShare: '10',
  });
  const change = (part: Partial<FreezeFormValues>) => setValues((now) => ({ ...now, ...part }));
  const nameTaken = failure instanceof ApiError && failure.problem?.code === 'name_taken';

  /** The first field with a fault is where the reader goes on. */
  const goToFault = () =>
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('input[aria-invalid], [aria-invalid] input')?.focus(),
    );

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const reading = readFreezeForm(values);
    setFailure(null);
    setFaults(reading.ok ? new Set() : reading.faults);
    if (!reading.ok) return goToFault();
    setPending(true);
    try {
      const snapshot = await api(freezeSnapshot, { params: { projectId: project.id }, body: reading.body });
      toast(t('snapshots.form.done'));
      router.push(`/projects/${project.id}/snapshots/${snapshot.id}`);
    } catch (cause) {
      setFailure(cause);
      setPending(false);
      if (cause instanceof ApiError && cause.problem?.code === 'name_taken') goToFault();
    }
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      className="flex max-w-3xl flex-col gap-5"
    >
      <Field
        label={t('snapshots.form.name')}
        hint={t('snapshots.form.nameHint')}
        error={
          nameTaken
            ? t('snapshots.form.error.nameTaken')
            : faults.has('name')
              ? t('snapshots.form.error.name')
              : undefined
        }
      >
        <Input
          value={values.name}
          onChange={(event) => change({ name: event.target.value })}
          maxLength={200}
        />
      </Field>
      <BatchFields values={values} faults={faults} change={change} batches={props.batches} />
      <StrengthFields values={values} faults={faults} change={change} statistics={props.statistics} />
      <InclusionFields values={values} change={change} project={project} statistics={props.statistics} />
      <MarginChoice value={values.margin} onChange={(margin) => change({ margin })} />
      <Field
        label={`${t('snapshots.form.testShare')} (${t('snapshots.form.testShareUnit')})`}
        hint={t('snapshots.form.testShareHint')}
        error={faults.has('testShare') ? t('snapshots.form.error.testShare') : undefined}
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
      {failure && !nameTaken ? <Notice tone="error">{words(failure)}</Notice> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          {t('snapshots.form.submit')}
        </Button>
        <Button asChild>
          <Link href={`/projects/${project.id}/snapshots`}>{t('common.action.cancel')}</Link>
        </Button>
      </div>
    </form>
  );
}
