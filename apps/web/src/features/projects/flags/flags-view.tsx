'use client';

import { type Flag, type Project, resolveFlag } from '@preferably/contracts';
import type { FlagResolution } from '@preferably/domain';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { DateTime } from '../../../components/ui/date-time.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Table, Td, Th } from '../../../components/ui/table.tsx';
import { useToast } from '../../../components/ui/toast.tsx';
import { api } from '../../../lib/api.ts';
import { cn } from '../../../lib/cn.ts';
import { useWordsForProblem } from '../../../lib/words-for-problem.ts';

/** What annotators showed to the admins, and what became of it. */
export function FlagsView(props: {
  project: Project;
  state: 'open' | 'resolved';
  page: { flags: readonly Flag[]; next: string | null };
}) {
  const { project, state, page } = props;
  const t = useTranslations('projects.flags');
  const reasons = useTranslations('label.skip.reason');
  const words = useWordsForProblem();
  const router = useRouter();
  const toast = useToast();
  const [withdrawing, setWithdrawing] = useState<Flag | null>(null);
  const manages = project.role === 'admin';
  const at = `/projects/${project.id}/flags`;

  const resolve = useMutation({
    mutationFn: ({ flag, resolution }: { flag: Flag; resolution: FlagResolution }) =>
      api(resolveFlag, {
        params: { projectId: project.id, assignmentId: flag.assignmentId },
        body: { resolution },
      }),
    onSuccess: (_, { resolution }) => {
      toast(t(`done.${resolution}`));
      router.refresh();
    },
  });

  return (
    <div className="flex flex-col gap-4">
      <nav aria-label={t('which')} className="flex gap-1">
        {(['open', 'resolved'] as const).map((each) => (
          <Link
            key={each}
            href={each === 'open' ? at : `${at}?state=resolved`}
            aria-current={each === state ? 'page' : undefined}
            className={cn(
              'inline-flex h-8 items-center rounded-md px-3 font-medium',
              each === state ? 'bg-hover text-ink' : 'text-muted hover:bg-hover',
            )}
          >
            {t(each)}
          </Link>
        ))}
      </nav>
      {resolve.error ? <Notice tone="error">{words(resolve.error)}</Notice> : null}
      {page.flags.length === 0 ? (
        <EmptyState title={t(`empty.${state}`)}>{t('emptyHelp')}</EmptyState>
      ) : (
        <Table caption={t('caption')}>
          <thead>
            <tr>
              <Th>{t('comparison')}</Th>
              <Th>{t('reason')}</Th>
              <Th>{t('annotator')}</Th>
              <Th>{t('when')}</Th>
              <Th>{state === 'open' ? t('actions') : t('outcome')}</Th>
            </tr>
          </thead>
          <tbody>
            {page.flags.map((flag) => (
              <tr key={flag.assignmentId}>
                <Td className="min-w-48">
                  <span className="line-clamp-2">{flag.excerpt}</span>
                  <span className="text-sm text-muted">{t('batch', { number: flag.batch })}</span>
                </Td>
                <Td className="min-w-40">
                  {reasons(flag.reason)}
                  {flag.note ? <p className="text-sm text-muted">{flag.note}</p> : null}
                </Td>
                <Td>{flag.annotator}</Td>
                <Td className="whitespace-nowrap">
                  <DateTime value={flag.flaggedAt} />
                </Td>
                <Td className="whitespace-nowrap">
                  {flag.resolution ? (
                    t(`resolution.${flag.resolution}`)
                  ) : manages ? (
                    <span className="flex gap-1">
                      <Button
                        size="sm"
                        pending={resolve.isPending}
                        onClick={() => resolve.mutate({ flag, resolution: 'kept' })}
                      >
                        {t('keep')}
                      </Button>
                      <Button size="sm" variant="ghost" onClick={() => setWithdrawing(flag)}>
                        {t('withdraw')}
                      </Button>
                    </span>
                  ) : (
                    t('waiting')
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {page.next ? (
        <div>
          <Button asChild>
            <Link href={`${at}?${new URLSearchParams({ state, after: page.next })}`}>{t('next')}</Link>
          </Button>
        </div>
      ) : null}
      <ConfirmDialog
        open={withdrawing !== null}
        onOpenChange={() => setWithdrawing(null)}
        title={t('withdrawTitle')}
        confirm={t('withdraw')}
        danger
        onConfirm={async () => {
          if (withdrawing) await resolve.mutateAsync({ flag: withdrawing, resolution: 'withdrawn' });
        }}
      >
        <p>{t('withdrawBody')}</p>
      </ConfirmDialog>
    </div>
  );
}
