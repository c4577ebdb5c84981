'use client';

import { listMyWork, type Project } from '@preferably/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { api } from '../../lib/api.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import { WorkFilters } from './work-filters.tsx';
import { type WorkQuery, workAddress } from './work-query.ts';
import { WorkTable } from './work-table.tsx';

/** What the reader judged and skipped, newest first. What is looked for stands in the address. */
export function WorkHistory(props: { userId: string; projects: readonly Project[]; query: WorkQuery }) {
  const { userId, projects, query } = props;
  const t = useTranslations();
  const words = useWordsForProblem();
  const pages = useInfiniteQuery({
    queryKey: ['work', userId, query],
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam === null ? {} : { after: pageParam };
      return api(listMyWork, { query: { ...query, ...after }, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const entries = pages.data?.pages.flatMap((page) => page.entries);
  const filtered = workAddress(query) !== workAddress({});
  return (
    <section aria-labelledby="history" className="flex flex-col gap-3">
      <h2 id="history" className="text-lg font-semibold">
        {t('work.history.title')}
      </h2>
      <WorkFilters projects={projects} query={query} />
      {pages.error ? (
        <Notice
          tone="error"
          action={
            <Button size="sm" onClick={() => void pages.refetch()}>
              {t('common.action.retry')}
            </Button>
          }
        >
          {words(pages.error)}
        </Notice>
      ) : null}
      {entries === undefined ? (
        pages.error ? null : (
          <p className="flex h-40 items-center justify-center gap-2 text-muted">
            <Spinner /> {t('common.loading')}
          </p>
        )
      ) : entries.length > 0 ? (
        <WorkTable entries={entries} />
      ) : (
        <EmptyState
          title={t(filtered ? 'work.history.noMatch' : 'work.history.empty')}
          action={
            <Button asChild>
              <Link href={filtered ? '/work' : '/'}>
                {t(filtered ? 'work.history.clear' : 'common.action.backHome')}
              </Link>
            </Button>
          }
        >
          {t(filtered ? 'work.history.noMatchHelp' : 'work.history.emptyHelp')}
        </EmptyState>
      )}
      {pages.hasNextPage ? (
        <Button
          className="self-center"
          pending={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('work.history.more')}
        </Button>
      ) : null}
    </section>
  );
}
