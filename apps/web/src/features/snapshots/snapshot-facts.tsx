'use client';

import type { Batch, Snapshot } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '../../components/ui/card.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatCount, formatShare } from '../../lib/format.ts';
import { marginNumbers } from '../../lib/margin-text.ts';
import type en from '../../messages/en/snapshots.json';

const Fact = ({ label, children, note }: { label: ReactNode; children: ReactNode; note?: ReactNode }) => (
  <div>
    <dt className="text-xs text-muted">{label}</dt>
    <dd className="text-lg font-semibold tabular-nums">{children}</dd>
    {note ? <dd className="text-xs text-muted">{note}</dd> : null}
  </div>
);

export function CountsCard({ snapshot }: { snapshot: Snapshot }) {
  const t = useTranslations('snapshots.page');
  const locale = useLocale();
  const { counts } = snapshot;
  const ofRows = (n: number) =>
    t('ofRows', { share: formatShare(locale, counts.rows > 0 ? n / counts.rows : null) });
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
    </Card>
  );
}

type ReasonKey = keyof (typeof en)['page']['reasons'];

export function LeftOutCard({ snapshot }: { snapshot: Snapshot }) {
  const t = useTranslations('snapshots.page');
  const locale = useLocale();
  const reasons = Object.entries(snapshot.counts.leftOut).filter(([, n]) => n > 0);
  // A reason that a newer service knows and this page does not is shown by its own name.
  const words = (reason: string) =>
    t.has(`reasons.${reason as ReasonKey}`) ? t(`reasons.${reason as ReasonKey}`) : reason;
  if (reasons.length === 0) {
    return (
      <Card title={t('leftOut')}>
        <p className="text-muted">{t('leftOutNone')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('leftOut')} description={t('leftOutHint')} flush>
      <Table caption={t('leftOut')}>
        <thead>
          <tr>
            <Th>{t('reason')}</Th>
            <Th numeric>{t('preferences')}</Th>
          </tr>
        </thead>
        <tbody>
          {reasons.map(([reason, n]) => (
            <tr key={reason} className="last:[&>td]:border-b-0">
              <Td>{words(reason)}</Td>
              <Td numeric>{formatCount(locale, n)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

const Row = ({ label, children }: { label: ReactNode; children: ReactNode }) => (
  <div className="grid grid-cols-[9rem_1fr] gap-2 border-b border-line py-1.5 last:border-b-0">
    <dt className="text-muted">{label}</dt>
    <dd>{children}</dd>
  </div>
);

export function FilterCard({
  snapshot,
  batches,
  safety,
}: {
  snapshot: Snapshot;
  batches: readonly Batch[];
  safety: boolean;
}) {
  const t = useTranslations();
  const { filter, margin } = snapshot;
  const included = (yes: boolean) => t(yes ? 'snapshots.page.included' : 'snapshots.page.excluded');
  const batchNames = filter.batchIds.map((id) => batches.find((batch) => batch.id === id)?.name ?? id);
  return (
    <Card title={t('snapshots.page.filter')}>
      <dl>
        <Row label={t('snapshots.page.batches')}>
          {batchNames.length === 0 ? t('snapshots.page.allBatches') : batchNames.join(', ')}
        </Row>
        <Row label={t('snapshots.page.strengths')}>
          {filter.strengths.length === 0
            ? t('snapshots.page.allStrengths')
            : filter.strengths.map((each) => t(`common.strength.${each}`)).join(', ')}
        </Row>
        <Row label={t('snapshots.page.recorded')}>{included(filter.includeRecorded)}</Row>
        {safety ? (
          <Row label={t('snapshots.page.chosenUnsafe')}>{included(filter.includeChosenUnsafe)}</Row>
        ) : null}
        <Row label={t('snapshots.page.margin')}>
          {t(`snapshots.form.marginKind.${margin}`)} ({marginNumbers(margin)})
        </Row>
      </dl>
    </Card>
  );
}
