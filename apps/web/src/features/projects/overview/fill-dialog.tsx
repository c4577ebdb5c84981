'use client';

import type { Batch, Project } from '@preferably/contracts';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useWordsForProblem } from '../../../lib/words-for-problem.ts';
import { FillForm } from './fill-form.tsx';
import { type Filled, useFill, useModels } from './use-fill.ts';

/** Makes the next batch of the comparisons that a model is least sure of, taken out of batches not opened yet. */
export function FillDialog(props: {
  project: Project;
  batches: readonly Batch[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onFilled: (filled: Filled) => void;
}) {
  const { project, onOpenChange } = props;
  const t = useTranslations('projects.fill');
  const common = useTranslations('common');
  const words = useWordsForProblem();
  const form = useId();
  const models = useModels(project.id, props.open);
  const drafts = props.batches.filter(
    ({ state, kind, comparisons, comparisonsDone }) =>
      state === 'draft' && kind === 'work' && comparisons > comparisonsDone,
  );
  const fill = useFill(project.id, (filled) => {
    onOpenChange(false);
    props.onFilled(filled);
  });
  const at = `/projects/${project.id}`;
  const missing =
    drafts.length === 0
      ? { words: t('noDrafts'), to: `${at}/imports`, link: t('toImports') }
      : models.data?.length === 0
        ? { words: t('noModels'), to: `${at}/runs`, link: t('toRuns') }
        : null;

  function change(open: boolean) {
    fill.reset();
    onOpenChange(open);
  }

  return (
    <Dialog
      open={props.open}
      onOpenChange={change}
      title={t('title')}
      description={t('description')}
      footer={
        <>
          <Button onClick={() => change(false)}>{common('action.cancel')}</Button>
          {missing || !models.data ? null : (
            <Button type="submit" form={form} variant="primary" pending={fill.isPending}>
              {t('fill')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {missing ? (
          <Notice
            tone="info"
            action={
              <Button asChild size="sm">
                <Link href={missing.to}>{missing.link}</Link>
              </Button>
            }
          >
            {missing.words}
          </Notice>
        ) : null}
        {models.error ? <Notice tone="error">{words(models.error)}</Notice> : null}
        {!missing && models.isPending ? (
          <p role="status" aria-busy className="text-muted">
            {common('loading')}
          </p>
        ) : null}
        {!missing && models.data ? (
          <FillForm
            id={form}
            project={project}
            models={models.data}
            drafts={drafts}
            onSubmit={(wanted) => {
              if (!fill.isPending) fill.mutate(wanted);
            }}
          />
        ) : null}
        {fill.error ? <Notice tone="error">{words(fill.error)}</Notice> : null}
      </div>
    </Dialog>
  );
}
