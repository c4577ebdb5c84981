'use client';

import type { Batch, Snapshot } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '../../components/ui/card.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatCount, formatShare } from '../../lib/format.ts';

const Fact = ({ label, children, note }: { label: ReactNode; children: ReactNode; note?: ReactNode }) => (
  <div>
    <dt className="text-xs text-muted">{label}</dt>
    <dd className="text-lg font-semibold tabular-nums">{children}</dd>
    {note ? <dd className="text-xs text-muted">{note}</dd> : null}
  </div>
);

/** How many of what, and how each batch is split: every batch has its own held-out part. */
export function CountsCard({ snapshot, batches }: { snapshot: Snapshot; batches: readonly Batch[] }) {
  const t = useTranslations('snapshots.page');
  const locale = useLocale();
  const { counts } = snapshot;
  const ofRows = (n: number) =>
    t('ofRows', { share: formatShare(locale, counts.rows > 0 ? n / counts.rows : null) });
  const nameOf = (number: number) => batches.find((batch) => batch.number === number)?.name ?? '';
  return (
    <Card title={t('counts')}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-5">
        <Fact label={t('rows')}>{formatCount(locale, counts.rows)}</Fact>
        <Fact label={t('trainRows')} note={ofRows(counts.train)}>
          {formatCount(locale, counts.train)}
        </Fact>
        <Fact label={t('testRows')} note={ofRows(counts.test)}>
          {formatCount(locale, counts.test)}
        </Fact>
        <Fact label={t('comparisons')}>{formatCount(locale, counts.comparisons)}</Fact>
        <Fact label={t('annotators')}>{formatCount(locale, counts.annotators)}</Fact>
      </dl>
      <p className="mt-3 max-w-prose text-sm text-muted">
        {t('splitText', { share: formatShare(locale, snapshot.testShare) })}
      </p>
      {counts.byBatch.length > 0 ? (
        <div className="mt-3 max-w-xl">
          <Table caption={t('byBatch')}>
            <thead>
              <tr>
                <Th>{t('batch')}</Th>
                <Th numeric>{t('trainRows')}</Th>
                <Th numeric>{t('testRows')}</Th>
              </tr>
            </thead>
            <tbody>
              {counts.byBatch.map((each) => (
                <tr key={each.batch} className="last:[&>td]:border-b-0">
                  <Td>{t('batchName', { number: each.batch, name: nameOf(each.batch) })}</Td>
                  <Td numeric>{formatCount(locale, each.train)}</Td>
                  <Td numeric>{formatCount(locale, each.test)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      ) : null}
    </Card>
  );
}
