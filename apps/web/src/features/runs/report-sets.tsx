'use client';

import type { Report, Run } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { againstChance, byDialog, type Measured, ruleOf } from './conclusions.ts';
import { accuracyText, intervalText } from './format-measured.ts';
import { evaluationOn, type NamedEvaluation } from './name-evaluations.ts';

interface Judge {
  name: string;
  /** Undefined where it was not measured on the set. */
  of: (set: NamedEvaluation) => Measured | undefined;
  model?: boolean;
}

/** Llama 2's Table 7: judges by test sets, the other dimension's model among them where it was measured on one. */
export function ReportSets({
  sets,
  other,
}: {
  sets: readonly NamedEvaluation[];
  other: { run: Run; report: Report } | null;
}) {
  const t = useTranslations();
  const othersOn = ({ snapshotId }: NamedEvaluation) => {
    const found = other && evaluationOn(other.run, other.report, snapshotId);
    return found ? byDialog(found) : undefined;
  };
  const judges: Judge[] = [
    { name: t('runs.report.model'), of: ({ evaluation }) => byDialog(evaluation), model: true },
    ...(other && sets.some(othersOn)
      ? [
          {
            name: t('runs.report.otherJudge', {
              dimension: t(`common.dimension.${other.run.dimension}`),
              name: other.run.name,
            }),
            of: othersOn,
          },
        ]
      : []),
    { name: t('runs.report.bagOfWords'), of: ({ evaluation }) => ruleOf(evaluation, 'baseline') },
    {
      name: t(
        sets[0]?.evaluation.length_baseline.name === 'longer' ? 'runs.report.longer' : 'runs.report.shorter',
      ),
      of: ({ evaluation }) => ruleOf(evaluation, 'length_baseline'),
    },
  ];
  return (
    <Card title={t('runs.report.sets')} description={t('runs.report.setsHint')} flush>
      <Table caption={`${t('runs.report.sets')}. ${t('runs.report.ruler')}`}>
        <thead>
          <tr className="[&>th]:align-bottom">
            <Th>{t('runs.report.judge')}</Th>
            {sets.map(({ evaluation, name }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the order of the test sets is all that tells two apart
              <Th key={index} numeric className="whitespace-normal">
                <span className="block text-sm text-ink">
                  {t(`common.dimension.${evaluation.dimension}`)}
                </span>
                <span className="block font-normal">
                  {name ?? t(index === 0 ? 'runs.report.own' : 'runs.report.other')}
                </span>
                <span className="block font-normal">{t('runs.report.pairs', { n: evaluation.pairs })}</span>
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {judges.map((judge) => (
            <tr key={judge.name} className="last:[&>*]:border-b-0">
              <th
                scope="row"
                className="border-b border-line px-2.5 py-1.5 text-left font-medium [overflow-wrap:normal]"
              >
                {judge.name}
              </th>
              {sets.map((set, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <SetCell key={index} measured={judge.of(set)} strong={judge.model === true} />
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function SetCell({ measured, strong }: { measured: Measured | undefined; strong: boolean }) {
  const t = useTranslations('runs.report');
  const locale = useLocale();
  if (!measured) return <Td numeric>–</Td>;
  const verdict = againstChance(measured);
  return (
    <Td numeric>
      <span className={strong ? 'font-semibold' : undefined}>{accuracyText(locale, measured)}</span>
      <span className="block text-xs text-muted">{intervalText(locale, measured)}</span>
      {verdict === 'below' || verdict === 'undecided' ? (
        <span className="block text-xs font-medium text-warn">{t(`cell.${verdict}`)}</span>
      ) : null}
    </Td>
  );
}
