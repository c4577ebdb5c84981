'use client';

import type { ModelComparison } from '@preferably/contracts';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IntervalBar, ScaleHead } from '../../components/interval-bar.tsx';
import { Card } from '../../components/ui/card.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatAccuracy, formatCount, formatDecimal, formatPoints } from '../../lib/format.ts';
import { differenceScale } from '../../lib/interval-scale.ts';
import { ModelStateBadge } from './model-state-badge.tsx';

const tones = {
  a_better: 'ok',
  b_better: 'ok',
  no_difference: 'info',
  not_told_apart: 'info',
  too_few_pairs: 'warn',
} as const;

/** What the pairs say of the two: first in a sentence, then in figures. */
export function CompareView({ found }: { found: ModelComparison }) {
  const t = useTranslations('models.compare');
  const locale = useLocale();
  const points = formatPoints(locale, Math.abs(found.difference)).replace('+', '');
  return (
    <div className="flex flex-col gap-4">
      <Notice tone={tones[found.verdict]}>
        {t(`verdict.${found.verdict}`, {
          a: found.a.name,
          b: found.b.name,
          points,
          pairs: found.pairs,
          needed: found.neededPairs ?? 0,
        })}
      </Notice>
      <Card title={t('difference')} description={t('differenceHint')}>
        <DifferenceBar found={found} />
      </Card>
      <Card title={t('sideBySide')} flush>
        <SideBySide found={found} />
      </Card>
      <Card title={t('figures')} description={t('figuresHint')}>
        <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
          <Fact label={t('pairs')}>
            {t('pairsOf', { pairs: found.pairs, dialogs: found.dialogs })}
            {found.onlyScoredByA + found.onlyScoredByB > 0 ? (
              <span className="block text-xs text-muted">
                {t('leftOut', { a: found.onlyScoredByA, b: found.onlyScoredByB })}
              </span>
            ) : null}
          </Fact>
          <Fact label={t('discordant')}>
            {formatCount(locale, found.rightOnlyA + found.rightOnlyB)} (
            {formatAccuracy(locale, found.discordantShare)})
          </Fact>
          <Fact label={t('ties')}>{formatCount(locale, found.ties)}</Fact>
          <Fact label={t(`mcnemar.${found.mcnemar.test}`)}>
            {found.mcnemar.p < 0.001
              ? `p < ${formatDecimal(locale, 0.001)}`
              : `p = ${formatDecimal(locale, found.mcnemar.p)}`}
            {found.mcnemar.statistic === null
              ? null
              : ` (χ² = ${formatDecimal(locale, found.mcnemar.statistic, 2)})`}
          </Fact>
          <Fact label={t('needed')}>
            {found.neededPairs === null ? t('neededNone') : formatCount(locale, found.neededPairs)}
          </Fact>
        </dl>
      </Card>
    </div>
  );
}

const Fact = ({ label, children }: { label: ReactNode; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-xs text-muted">{label}</dt>
    <dd className="tabular-nums">{children}</dd>
  </div>
);

function DifferenceBar({ found }: { found: ModelComparison }) {
  const t = useTranslations('models.compare');
  const locale = useLocale();
  const { difference, differenceCi95 } = found;
  const scale = differenceScale(difference, differenceCi95);
  return (
    <div className="flex flex-col gap-1">
      <p className="tabular-nums">
        <span className="text-lg font-semibold">
          {t('points', { points: formatPoints(locale, difference) })}
        </span>
        <span className="ml-2 text-muted">
          {differenceCi95
            ? t('interval', {
                low: formatPoints(locale, differenceCi95[0]),
                high: formatPoints(locale, differenceCi95[1]),
              })
            : t('noInterval')}
        </span>
      </p>
      <IntervalBar value={difference} interval={differenceCi95} scale={scale} reference={0} />
      <ScaleHead
        scale={scale}
        reference={0}
        format={(share) => formatPoints(locale, share)}
        className="text-muted"
      />
      <div className="flex justify-between gap-4 text-xs text-muted">
        <span>
          <span aria-hidden>← </span>
          {t('better', { name: found.a.name })}
        </span>
        <span className="text-right">
          {t('better', { name: found.b.name })}
          <span aria-hidden> →</span>
        </span>
      </div>
    </div>
  );
}

function SideBySide({ found }: { found: ModelComparison }) {
  const t = useTranslations('models');
  const locale = useLocale();
  const both = [
    { key: 'a', model: found.a, accuracy: found.accuracyA, only: found.rightOnlyA },
    { key: 'b', model: found.b, accuracy: found.accuracyB, only: found.rightOnlyB },
  ];
  return (
    <Table caption={t('compare.sideBySide')}>
      <thead>
        <tr>
          <Th>{t('list.name')}</Th>
          <Th>{t('list.state')}</Th>
          <Th numeric>{t('compare.accuracy')}</Th>
          <Th numeric>{t('compare.rightAlone')}</Th>
          <Th>{t('list.base')}</Th>
          <Th>{t('list.snapshot')}</Th>
          <Th numeric>{t('lineage.seed')}</Th>
        </tr>
      </thead>
      <tbody>
        {both.map(({ key, model, accuracy, only }) => (
          <tr key={key} className="last:[&>td]:border-b-0">
            <Td className="min-w-36">
              <Link
                href={`/projects/${model.projectId}/models/${model.id}`}
                className="font-medium text-accent underline-offset-2 hover:underline"
              >
                {model.name}
              </Link>
            </Td>
            <Td>
              <ModelStateBadge state={model.state} />
            </Td>
            <Td numeric className="font-semibold">
              {formatAccuracy(locale, accuracy)}
            </Td>
            <Td numeric>{formatCount(locale, only)}</Td>
            <Td className="max-w-48 truncate font-mono text-sm" title={model.baseModel}>
              {model.baseModel}
            </Td>
            <Td className="min-w-32">{model.snapshot.name}</Td>
            <Td numeric>{model.seed}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
