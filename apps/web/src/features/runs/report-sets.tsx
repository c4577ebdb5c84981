'use client';

import type { Evaluation } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { againstChance, byDialog, type Measured, ruleOf } from './conclusions.ts';
import { accuracyText, intervalText } from './format-measured.ts';
import type { NamedEvaluation } from './name-evaluations.ts';

/** Llama 2's Table 7: judges by test sets. */
export function ReportSets({ sets }: { sets: readonly NamedEvaluation[] }) {
  const t = useTranslations();
  const judges: { name: string; of: (evaluation: Evaluation) => Measured; model?: boolean }[] = [
    { name: t('runs.report.model'), of: byDialog, model: true },
    { name: t('runs.report.bagOfWords'), of: (each) => ruleOf(each, 'baseline') },
    {
      name: t(
        sets[0]?.evaluation.length_baseline.name === 'longer' ? 'runs.report.longer' : 'runs.report.shorter',
      ),
      of: (each) => ruleOf(each, 'length_baseline'),
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
              {sets.map(({ evaluation }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <SetCell key={index} measured={judge.of(evaluation)} strong={judge.model === true} />
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function SetCell({ measured, strong }: { measured: Measured; strong: boolean }) {
  const t = useTranslations('runs.report');
  const locale = useLocale();
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
