'use client';

import { type Batch, type Project, updateBatch } from '@preferably/contracts';
import type { BatchState } from '@preferably/domain';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { Badge } from '../../../components/ui/badge.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { ProgressBar } from '../../../components/ui/progress-bar.tsx';
import { Td } from '../../../components/ui/table.tsx';
import { useToast } from '../../../components/ui/toast.tsx';
import { api } from '../../../lib/api.ts';
import { cn } from '../../../lib/cn.ts';
import { formatCount } from '../../../lib/format.ts';
import { problemKeyOf, useWordsForProblem } from '../../../lib/words-for-problem.ts';
import { BatchDialog } from './batch-dialog.tsx';

const tones = { draft: 'neutral', open: 'ok', closed: 'warn' } as const satisfies Record<BatchState, string>;

export function BatchRow({ project, batch, manages }: { project: Project; batch: Batch; manages: boolean }) {
  const t = useTranslations('projects.batches');
  const common = useTranslations('common');
  const locale = useLocale();
  const words = useWordsForProblem();
  const router = useRouter();
  const toast = useToast();
  const [closing, setClosing] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const { id, name, state } = batch;
  const tests = batch.kind === 'qualification';
  const empty = batch.comparisons === 0 && batch.known === 0;
  // What has a known answer is judged by everybody and never done.
  const left = tests ? 0 : batch.comparisons - batch.comparisonsDone;

  const change = useMutation({
    mutationFn: (next: 'open' | 'closed') =>
      api(updateBatch, { params: { projectId: project.id, batchId: id }, body: { state: next } }),
    onSuccess: (_, next) => {
      toast(t(next === 'open' ? 'opened' : 'closed', { name }));
      router.refresh();
    },
  });

  const badge = <Badge tone={tones[state]}>{common(`batchState.${state}`)}</Badge>;
  return (
    <>
      <tr>
        <Td numeric className="align-middle max-sm:hidden">
          {batch.number}
        </Td>
        <Td className="min-w-24 align-middle font-medium">
          <Link
            href={`/projects/${project.id}/comparisons?batch=${batch.number}`}
            className="underline-offset-2 hover:underline"
          >
            {name}
          </Link>
          {tests ? (
            <Badge tone="accent" className="ml-2">
              {t('test')}
            </Badge>
          ) : null}
          <div className="sm:hidden">{badge}</div>
        </Td>
        <Td className="align-middle max-sm:hidden">{badge}</Td>
        <Td className="min-w-28 align-middle">
          {empty ? <span className="text-muted">{t('none')}</span> : null}
          {tests || batch.comparisons === 0 ? null : (
            <div className="flex flex-col gap-1">
              <span className="tabular-nums">
                {t('doneOf', { done: batch.comparisonsDone, all: batch.comparisons })}
              </span>
              <ProgressBar
                value={batch.comparisonsDone}
                max={batch.comparisons}
                label={t('progressOf', { name })}
              />
            </div>
          )}
          {batch.known > 0 ? (
            <span className={cn('block tabular-nums', tests ? null : 'text-xs text-muted')}>
              {t('known', { count: batch.known })}
            </span>
          ) : null}
        </Td>
        <Td numeric className="align-middle max-sm:hidden">
          {formatCount(locale, batch.preferences)}
        </Td>
        <Td numeric className="align-middle max-sm:hidden">
          {tests ? '–' : batch.votesWanted}
        </Td>
        {manages ? (
          <Td className="align-middle">
            <div className="flex items-end justify-end gap-1.5 max-sm:flex-col-reverse">
              <Button
                size="sm"
                variant="ghost"
                aria-label={t('renameOf', { name })}
                onClick={() => setRenaming(true)}
              >
                {t('rename')}
              </Button>
              {state === 'open' ? (
                <Button size="sm" aria-label={t('closeOf', { name })} onClick={() => setClosing(true)}>
                  {t('close')}
                </Button>
              ) : (
                <Button
                  size="sm"
                  variant={state === 'draft' && (left > 0 || batch.known > 0) ? 'primary' : 'secondary'}
                  aria-label={t('openOf', { name })}
                  title={empty ? t('emptyBatch') : undefined}
                  disabled={empty}
                  pending={change.isPending}
                  onClick={() => change.mutate('open')}
                >
                  {t(state === 'draft' ? 'open' : 'reopen')}
                </Button>
              )}
            </div>
          </Td>
        ) : null}
      </tr>
      {change.error && !closing ? (
        <tr>
          <Td colSpan={7}>
            <Notice
              tone="error"
              action={
                problemKeyOf(change.error) === 'batch_has_no_guidelines' ? (
                  <Button asChild size="sm">
                    <Link href={`/guidelines/${project.guidelineSetId}`}>{common('nav.guidelines')}</Link>
                  </Button>
                ) : undefined
              }
            >
              {words(change.error)}
            </Notice>
          </Td>
        </tr>
      ) : null}
      <BatchDialog project={project} batch={batch} open={renaming} onOpenChange={setRenaming} />
      <ConfirmDialog
        open={closing}
        onOpenChange={setClosing}
        title={t('closeTitle', { name })}
        confirm={t('close')}
        onConfirm={() => change.mutateAsync('closed')}
      >
        {tests ? null : <p>{t('closeLeft', { left })}</p>}
        <p>{t('closeBody')}</p>
      </ConfirmDialog>
    </>
  );
}
