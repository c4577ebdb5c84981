'use client';

import { type Batch, createBatch, type Project, updateBatch } from '@preferably/contracts';
import { type BatchKind, batchKinds } from '@preferably/domain';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { Input } from '../../../components/ui/input.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { useToast } from '../../../components/ui/toast.tsx';
import { api } from '../../../lib/api.ts';
import { useWordsForProblem } from '../../../lib/words-for-problem.ts';
import { wholeNumber } from '../whole-number.ts';

interface Wanted {
  name: string;
  votesWanted: number;
  kind: BatchKind;
}

/** Starts a batch, or renames one. */
export function BatchDialog(props: {
  project: Project;
  batch: Batch | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { project, batch, onOpenChange } = props;
  const t = useTranslations('projects.batchForm');
  const common = useTranslations('common.action');
  const words = useWordsForProblem();
  const router = useRouter();
  const toast = useToast();
  const form = useId();
  const [kind, setKind] = useState<BatchKind>('work');
  const [fault, setFault] = useState<'required' | 'range' | null>(null);

  const save = useMutation({
    mutationFn: ({ name, ...wanted }: Wanted) =>
      batch
        ? api(updateBatch, { params: { projectId: project.id, batchId: batch.id }, body: { name } })
        : api(createBatch, { params: { projectId: project.id }, body: { name, ...wanted } }),
    onSuccess: ({ name }) => {
      onOpenChange(false);
      if (!batch) toast(t('created', { name }));
      router.refresh();
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get('name') ?? '').trim();
    // Everybody judges what is in the test: its batches have no number of their own.
    const votesWanted = data.has('votesWanted')
      ? wholeNumber(data.get('votesWanted'), 1, 50)
      : project.votesWanted;
    if (!name) return setFault('required');
    if (votesWanted === null) return setFault('range');
    setFault(null);
    save.mutate({ name, votesWanted, kind });
  }

  function change(open: boolean) {
    setFault(null);
    setKind('work');
    save.reset();
    onOpenChange(open);
  }

  return (
    <Dialog
      open={props.open}
      onOpenChange={change}
      title={t(batch ? 'renameTitle' : 'newTitle')}
      description={batch ? undefined : t('newDescription')}
      footer={
        <>
          <Button onClick={() => change(false)}>{common('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" pending={save.isPending}>
            {batch ? common('save') : t('create')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={t('name')}
          hint={t('nameHint')}
          error={fault === 'required' ? t('required') : undefined}
        >
          <Input name="name" required maxLength={120} defaultValue={batch?.name} autoComplete="off" />
        </Field>
        {batch ? null : (
          <Field label={t('kind')} hint={t(`kindHint.${kind}`)}>
            <Select
              value={kind}
              onChange={(event) => setKind(batchKinds.find((each) => each === event.target.value) ?? 'work')}
            >
              {batchKinds.map((each) => (
                <option key={each} value={each}>
                  {t(`kinds.${each}`)}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {batch || kind === 'qualification' ? null : (
          <Field
            label={t('overlap')}
            hint={t('overlapHint', { votes: project.votesWanted })}
            error={fault === 'range' ? t('range') : undefined}
          >
            <Input
              name="votesWanted"
              type="number"
              inputMode="numeric"
              min={1}
              max={50}
              defaultValue={project.votesWanted}
              className="w-24"
            />
          </Field>
        )}
        {save.error ? <Notice tone="error">{words(save.error)}</Notice> : null}
      </form>
    </Dialog>
  );
}
