'use client';

import { listImportErrors } from '@preferably/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Button } from '../../../components/ui/button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Spinner } from '../../../components/ui/spinner.tsx';
import { api } from '../../../lib/api.ts';
import { useWordsForProblem } from '../../../lib/words-for-problem.ts';
import { BadLines } from './bad-lines.tsx';

/** All bad lines of an import, asked for when they are shown. */
export function StoredBadLines(props: { projectId: string; importId: string; name: string }) {
  const { projectId, importId, name } = props;
  const t = useTranslations('projects.imports');
  const common = useTranslations('common');
  const words = useWordsForProblem();
  const { data, error, refetch } = useQuery({
    queryKey: ['import-errors', importId],
    queryFn: ({ signal }) => api(listImportErrors, { params: { projectId, importId }, signal }),
    // What an import refused never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data) return <BadLines lines={data.errors} caption={t('errorsOf', { name })} />;
  if (error) {
    return (
      <Notice tone="error" action={<Button onClick={() => void refetch()}>{common('action.retry')}</Button>}>
        {words(error)}
      </Notice>
    );
  }
  return (
    <p role="status" className="flex items-center gap-2 text-muted">
      <Spinner />
      {common('loading')}
    </p>
  );
}
