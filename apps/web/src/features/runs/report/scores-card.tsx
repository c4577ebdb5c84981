'use client';

import type { FullEvaluation, Histograms } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../../components/ui/card.tsx';
import { Table, Td, Th } from '../../../components/ui/table.tsx';
import { formatCount } from '../../../lib/format.ts';
import { accuracyText } from '../format-measured.ts';
import { niceTicks } from '../nice-ticks.ts';
import { drawnBins, sumOf, wideBins } from './bins.ts';
import { Numbers } from './chart-look.tsx';
import { ScoreLines } from './score-lines.tsx';
import { StrengthHistogram } from './strength-histogram.tsx';

type Strength = FullEvaluation['by_strength'][number]['strength'];

/** How far apart the scores of a pair lie, by strength, and where the scores lie themselves (Llama 2, figure 27). */
export function ScoresCard({ evaluation, name }: { evaluation: FullEvaluation; name: string }) {
  const t = useTranslations('report.scores');
  const { histograms } = evaluation;
  if (!histograms) return null;
  return (
    <Card title={t('title')} description={t('hint')}>
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
        <div className="min-w-0">
          <h3 className="mb-1 text-sm font-medium">{t('differences')}</h3>
          <Differences evaluation={evaluation} histograms={histograms} name={name} />
          <p className="mt-1 text-xs text-muted">{t('differencesNote')}</p>
        </div>
        <div className="min-w-0">
          <h3 className="mb-1 text-sm font-medium">{t('scores')}</h3>
          <ScoreLines score={histograms.score} summary={t('scoresSummary', { name })} />
          <p className="mt-1 text-xs text-muted">{t('scoresNote')}</p>
        </div>
      </div>
      <Numbers title={t('numbers')}>
        <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
          <DifferenceTable histograms={histograms} name={name} />
          <ScoreTable histograms={histograms} name={name} />
        </div>
      </Numbers>
    </Card>
  );
}

function useStrengthName() {
  const t = useTranslations();
  return (strength: Strength) =>
    strength === 'unknown' ? t('runs.strengthUnknown') : t(`common.strength.${strength}`);
}

function Differences(props: { evaluation: FullEvaluation; histograms: Histograms; name: string }) {
  const t = useTranslations('report.scores');
  const locale = useLocale();
  const nameOf = useStrengthName();
  const { edges, by_strength } = props.histograms.difference;
  const [low, high] = [edges[0] ?? 0, edges.at(-1) ?? 1];
  const ticks = niceTicks([low, high]).filter((tick) => tick >= low && tick <= high);
  const highest = Math.max(
    ...by_strength.flatMap(({ counts }) => drawnBins(edges, counts).map((b) => b.share)),
  );
  return (
    <ol className="flex flex-col gap-1">
      {by_strength.map(({ strength, counts }, index) => {
        const measured = props.evaluation.by_strength.find((each) => each.strength === strength);
        const facts = {
          strength: nameOf(strength),
          n: sumOf(counts),
          accuracy: accuracyText(locale, { accuracy: measured?.accuracy ?? null }),
        };
        return (
          <li key={strength}>
            <p className="text-xs">{t('strengthLine', facts)}</p>
            <StrengthHistogram
              edges={edges}
              counts={counts}
              highest={highest}
              ticks={index === by_strength.length - 1 ? ticks : null}
              summary={t('differenceSummary', { ...facts, name: props.name })}
            />
          </li>
        );
      })}
    </ol>
  );
}

function useRange() {
  const locale = useLocale();
  const text = (value: number) =>
    new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(value).replace('-', '−');
  return (from: number, to: number) => `${text(from)} … ${text(to)}`;
}

function DifferenceTable({ histograms, name }: { histograms: Histograms; name: string }) {
  const t = useTranslations('report.scores');
  const locale = useLocale();
  const nameOf = useStrengthName();
  const range = useRange();
  const { edges, by_strength } = histograms.difference;
  return (
    <Table caption={t('differencesOf', { name })}>
      <thead>
        <tr className="[&>th]:align-bottom">
          <Th>{t('difference')}</Th>
          {by_strength.map(({ strength }) => (
            <Th key={strength} numeric className="whitespace-normal [overflow-wrap:normal]">
              {nameOf(strength)}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {wideBins(
          edges,
          by_strength.map(({ counts }) => counts),
        ).map((bin) => (
          <tr key={bin.from}>
            <Td className="whitespace-nowrap tabular-nums">{range(bin.from, bin.to)}</Td>
            {by_strength.map(({ strength }, index) => (
              <Td key={strength} numeric>
                {formatCount(locale, bin.counts[index] ?? 0)}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function ScoreTable({ histograms: { score }, name }: { histograms: Histograms; name: string }) {
  const t = useTranslations('report.scores');
  const locale = useLocale();
  const range = useRange();
  return (
    <Table caption={t('scoresOf', { name })}>
      <thead>
        <tr>
          <Th>{t('score')}</Th>
          <Th numeric>{t('chosen')}</Th>
          <Th numeric>{t('rejected')}</Th>
        </tr>
      </thead>
      <tbody>
        {wideBins(score.edges, [score.chosen, score.rejected]).map((bin) => (
          <tr key={bin.from}>
            <Td className="whitespace-nowrap tabular-nums">{range(bin.from, bin.to)}</Td>
            <Td numeric>{formatCount(locale, bin.counts[0] ?? 0)}</Td>
            <Td numeric>{formatCount(locale, bin.counts[1] ?? 0)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
