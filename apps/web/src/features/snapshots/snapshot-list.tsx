'use client';

import type { Project, Snapshot } from '@preferably/contracts';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DateTime } from '../../components/ui/date-time.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatCount } from '../../lib/format.ts';
import { BuildingProgress, SnapshotStateBadge } from './snapshot-state.tsx';
import { useSnapshots } from './use-snapshots.ts';

export function SnapshotList(props: { project: Project; initial: readonly Snapshot[]; mayFreeze: boolean }) {
  const t = useTranslations('snapshots');
  const locale = useLocale();
  const { data, error } = useSnapshots(props.project.id, props.initial);
  if (data.length === 0) {
    return (
      <EmptyState title={t('empty.title')}>
        {t(props.mayFreeze ? 'empty.engineer' : 'empty.reviewer')}
      </EmptyState>
    );
  }
  return (
    <>
      {error ? (
        <Notice tone="warn" className="mb-3">
          {t('refreshFailed')}
        </Notice>
      ) : null}
      <div className="rounded-lg border border-line bg-surface">
        <Table caption={t('list.caption')}>
          <thead>
            <tr>
              <Th>{t('list.name')}</Th>
              <Th>{t('list.state')}</Th>
              <Th numeric>{t('list.rows')}</Th>
              <Th numeric>{t('list.train')}</Th>
              <Th numeric>{t('list.test')}</Th>
              <Th>{t('list.margin')}</Th>
              <Th>{t('list.frozen')}</Th>
            </tr>
          </thead>
          <tbody>
            {data.map((snapshot) => (
              <tr key={snapshot.id} className="last:[&>td]:border-b-0 hover:bg-hover">
                <Td className="min-w-40">
                  <Link
                    href={`/projects/${props.project.id}/snapshots/${snapshot.id}`}
                    className="font-medium text-accent underline-offset-2 hover:underline"
                  >
                    {snapshot.name}
                  </Link>
                </Td>
                <Td>
                  <div className="flex flex-col items-start gap-1">
                    <SnapshotStateBadge state={snapshot.state} />
                    <BuildingProgress snapshot={snapshot} />
                  </div>
                </Td>
                <Td numeric>{formatCount(locale, snapshot.counts.rows)}</Td>
                <Td numeric>{formatCount(locale, snapshot.counts.train)}</Td>
                <Td numeric>{formatCount(locale, snapshot.counts.test)}</Td>
                <Td className="whitespace-nowrap">{t(`form.marginKind.${snapshot.margin}`)}</Td>
                <Td className="whitespace-nowrap">
                  <DateTime value={snapshot.frozenAt} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}
