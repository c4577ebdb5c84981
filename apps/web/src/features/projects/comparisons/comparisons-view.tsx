import type { Batch, ComparisonListed, Project } from '@preferably/contracts';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Button } from '../../../components/ui/button.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { BatchFilter } from './batch-filter.tsx';
import { ComparisonsTable } from './comparisons-table.tsx';
import { type ListQuery, listAddress, pageSize } from './list-query.ts';

export type Listed = z.infer<typeof ComparisonListed>;

/** One page of the comparisons. Pages follow the last id seen, so new imports never shift what is shown. */
export function ComparisonsView(props: {
  project: Project;
  batches: readonly Batch[];
  page: { comparisons: readonly Listed[]; next: string | null };
  query: ListQuery;
}) {
  const { project, batches, page, query } = props;
  const t = useTranslations('projects.comparisons');
  const imports = useTranslations('projects.batches');
  const manages = project.role === 'admin';
  const first = listAddress(project.id, { batch: query.batch });
  const next = page.next ? listAddress(project.id, { batch: query.batch, after: page.next }) : null;
  return (
    <div className="flex flex-col gap-4">
      {batches.length > 0 ? (
        <BatchFilter projectId={project.id} batches={batches} batch={query.batch} />
      ) : null}
      {page.comparisons.length > 0 ? (
        <ComparisonsTable projectId={project.id} comparisons={page.comparisons} />
      ) : query.after ? (
        <p className="text-muted">{t('end')}</p>
      ) : (
        <EmptyState
          title={t('empty')}
          action={
            manages ? (
              <Button asChild variant="primary">
                <Link href={`/projects/${project.id}/imports`}>{imports('import')}</Link>
              </Button>
            ) : undefined
          }
        >
          {t(manages ? 'emptyManage' : 'emptyRead')}
        </EmptyState>
      )}
      {query.after || next ? (
        <nav aria-label={t('paging')} className="flex justify-between gap-2">
          {query.after ? (
            <Button asChild>
              <Link href={first}>{t('first')}</Link>
            </Button>
          ) : (
            <span />
          )}
          {next ? (
            <Button asChild>
              <Link href={next}>{t('next', { count: pageSize })}</Link>
            </Button>
          ) : null}
        </nav>
      ) : null}
    </div>
  );
}
