'use client';

import { type Snapshot, snapshotFilePath } from '@preferably/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Markdown } from '../../components/markdown.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { Notice } from '../../components/ui/notice.tsx';

/** The card that was written from the data, as whoever downloads the files reads it. */
export function DatasetCard({ snapshot }: { snapshot: Snapshot }) {
  const t = useTranslations('snapshots.card');
  const common = useTranslations('common');
  const name = snapshot.files.find((file) => file.format === 'card')?.name;
  const { data, error, refetch } = useQuery({
    queryKey: ['snapshot-card', snapshot.id, name],
    queryFn: ({ signal }) => fetchText(snapshotFilePath(snapshot.id, name ?? ''), signal),
    enabled: name !== undefined,
    // A file of a snapshot never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (name === undefined) return null;
  return (
    <Card title={t('title')} description={t('description')}>
      {data !== undefined ? (
        <Markdown text={data} lang="en" className="max-w-prose" />
      ) : error ? (
        <Notice
          tone="error"
          action={<Button onClick={() => void refetch()}>{common('action.retry')}</Button>}
        >
          {t('failed')}
        </Notice>
      ) : (
        <p role="status" aria-busy className="text-muted">
          {common('loading')}
        </p>
      )}
    </Card>
  );
}

async function fetchText(path: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(path, { signal });
  if (!response.ok) throw new Error(`the dataset card: ${response.status}`);
  return response.text();
}
