'use client';

import { useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { type Scale, scaleAround } from '../../lib/interval-scale.ts';
import { byDialog } from './conclusions.ts';
import type { NamedEvaluation } from './name-evaluations.ts';
import { AccuracyTable } from './report/accuracy-table.tsx';

/** Llama 2's Table 8: accuracy by how clear the preference was, one table a test set, all on one scale. */
export function ReportStrengths({ sets }: { sets: readonly NamedEvaluation[] }) {
  const t = useTranslations('runs.report');
  const scale = scaleAround(
    sets.flatMap(({ evaluation }) =>
      [evaluation, ...evaluation.by_strength].map((each) => byDialog(each).ci95),
    ),
  );
  return (
    <Card title={t('byStrength')} description={t('byStrengthHint')}>
      <div className={sets.length > 1 ? 'grid gap-x-8 gap-y-6 lg:grid-cols-2' : 'max-w-3xl'}>
        {sets.map((set, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of the test sets is all that tells two apart
          <StrengthTable key={index} set={set} scale={scale} />
        ))}
      </div>
    </Card>
  );
}

function StrengthTable({ set: { evaluation, name }, scale }: { set: NamedEvaluation; scale: Scale }) {
  const t = useTranslations();
  const dimension = t(`common.dimension.${evaluation.dimension}`);
  const title = name ? `${dimension} · ${name}` : dimension;
  const strengths = evaluation.by_strength.filter((each) => each.pairs > 0);
  const onlyUnknown = strengths.length > 0 && strengths.every((each) => each.strength === 'unknown');
  const rows = (onlyUnknown ? [] : strengths).map((row) => ({
    key: row.strength,
    label: row.strength === 'unknown' ? t('runs.strengthUnknown') : t(`common.strength.${row.strength}`),
    measured: row,
  }));
  return (
    <div className="min-w-0">
      <AccuracyTable
        title={title}
        caption={t('runs.report.byStrengthOf', { name: title })}
        head={t('runs.report.strength')}
        rows={rows}
        all={evaluation}
        scale={scale}
      />
      {onlyUnknown ? <p className="mt-1 text-xs text-muted">{t('runs.report.onlyUnknown')}</p> : null}
    </div>
  );
}
