'use client';

import type { Batch, Snapshot } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '../../components/ui/card.tsx';
import { formatShare } from '../../lib/format.ts';
import { marginNumbers } from '../../lib/margin-text.ts';
import { countsVotes } from './aggregation-choice.tsx';
import { dayText } from './freeze-values.ts';

/** The whole filter and the settings in words. Rare filters are named only where they say something. */
export function FilterCard(props: { snapshot: Snapshot; batches: readonly Batch[]; safety: boolean }) {
  const { snapshot, batches, safety } = props;
  const t = useTranslations();
  const { filter, margin } = snapshot;
  const locale = useLocale();
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
        <RareRows filter={filter} />
        <Row label={t('snapshots.page.recorded')}>{included(filter.includeRecorded)}</Row>
        <Row label={t('snapshots.page.gold')}>{included(filter.includeGold)}</Row>
        {safety ? (
          <Row label={t('snapshots.page.chosenUnsafe')}>{included(filter.includeChosenUnsafe)}</Row>
        ) : null}
        <Row label={t('snapshots.form.aggregation')}>
          {t(`snapshots.aggregation.${snapshot.aggregation}`)}
          {countsVotes(snapshot.aggregation) ? (
            <span className="block text-sm text-muted">
              {t('snapshots.page.tie', { rule: t(`snapshots.tieRule.${snapshot.tieRule}`) })}
            </span>
          ) : null}
        </Row>
        <Row label={t('snapshots.page.margin')}>
          {t(`snapshots.form.marginKind.${margin}`)} ({marginNumbers(margin)})
        </Row>
        <Row label={t('snapshots.form.testShare')}>{formatShare(locale, snapshot.testShare)}</Row>
      </dl>
    </Card>
  );
}

function RareRows({ filter }: { filter: Snapshot['filter'] }) {
  const t = useTranslations('snapshots');
  const locale = useLocale();
  const moment = (value: string) => {
    const text = dayText(value);
    return text.includes('T') ? text : t('page.dayUtc', { day: text });
  };
  const rows: [label: string, words: string | null][] = [
    [t('form.from'), filter.submittedFrom && moment(filter.submittedFrom)],
    [t('form.before'), filter.submittedBefore && moment(filter.submittedBefore)],
    [t('form.languages'), filter.languages.join(', ')],
    [
      t('form.guidelineVersions'),
      filter.guidelineVersions.map((n) => t('form.version', { number: n })).join(', '),
    ],
    [
      t('form.annotators'),
      filter.annotatorIds.length > 0 ? t('page.nAnnotators', { n: filter.annotatorIds.length }) : null,
    ],
    [t('page.minVotes'), filter.minVotes > 1 ? t('page.atLeast', { n: filter.minVotes }) : null],
    [
      t('page.minAgreement'),
      filter.minAgreement === null
        ? null
        : t('page.atLeastShare', { share: formatShare(locale, filter.minAgreement) }),
    ],
    [t('form.safetyBins'), filter.safetyBins.map((bin) => t(`safetyBin.${bin}`)).join(', ')],
    [t('form.flags'), filter.flags === 'all' ? null : t(`flags.${filter.flags}`)],
    [
      t('page.models'),
      filter.models.length === 2
        ? t('page.modelPair', { one: filter.models[0] ?? '', other: filter.models[1] ?? '' })
        : (filter.models[0] ?? null),
    ],
  ];
  return rows.map(([label, words]) =>
    words ? (
      <Row key={label} label={label}>
        {words}
      </Row>
    ) : null,
  );
}

const Row = ({ label, children }: { label: ReactNode; children: ReactNode }) => (
  <div className="grid grid-cols-[9rem_1fr] gap-2 border-b border-line py-1.5 last:border-b-0">
    <dt className="text-muted">{label}</dt>
    <dd>{children}</dd>
  </div>
);
