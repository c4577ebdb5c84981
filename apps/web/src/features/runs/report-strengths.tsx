'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatCount, formatShare } from '../../lib/format.ts';
import type { Measured } from './conclusions.ts';
import { accuracyText, intervalText } from './format-measured.ts';
import { IntervalBar, ScaleHead } from './interval-bar.tsx';
import { type Scale, scaleAround } from './interval-scale.ts';
import type { NamedEvaluation } from './name-evaluations.ts';

/** Llama 2's Table 8: accuracy by how clear the preference was, one table a test set, all on one scale. */
export function ReportStrengths({ sets }: { sets: readonly NamedEvaluation[] }) {
  const t = useTranslations('runs.report');
  const scale = scaleAround(sets.flatMap(({ evaluation }) => [evaluation, ...evaluation.by_strength]));
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
  const locale = useLocale();
  const dimension = t(`common.dimension.${evaluation.dimension}`);
  const title = name ? `${dimension} · ${name}` : dimension;
  const strengths = evaluation.by_strength.filter((each) => each.pairs > 0);
  const onlyUnknown = strengths.length > 0 && strengths.every((each) => each.strength === 'unknown');
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-sm font-medium">{title}</h3>
      <Table caption={t('runs.report.byStrengthOf', { name: title })}>
        <thead>
          <tr>
            <Th>{t('runs.report.strength')}</Th>
            <Th numeric>{t('runs.report.pairsColumn')}</Th>
            <Th numeric>{t('runs.report.accuracy')}</Th>
            <Th className="relative w-2/5">
              <ScaleHead scale={scale} format={(share) => formatShare(locale, share, 0)} />
              <span className="sr-only">{t('runs.report.intervalShort')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {(onlyUnknown ? [] : strengths).map((row) => (
            <StrengthRow
              key={row.strength}
              label={
                row.strength === 'unknown' ? t('runs.strengthUnknown') : t(`common.strength.${row.strength}`)
              }
              measured={row}
              pairs={formatCount(locale, row.pairs)}
              scale={scale}
            />
          ))}
          <StrengthRow
            label={t('runs.report.all')}
            measured={evaluation}
            pairs={formatCount(locale, evaluation.pairs)}
            scale={scale}
            strong
          />
        </tbody>
      </Table>
      {onlyUnknown ? <p className="mt-1 text-xs text-muted">{t('runs.report.onlyUnknown')}</p> : null}
    </div>
  );
}

function StrengthRow(props: {
  label: string;
  measured: Measured;
  pairs: string;
  scale: Scale;
  strong?: boolean;
}) {
  const locale = useLocale();
  return (
    <tr className={props.strong ? '[&>*]:border-b-0 [&>*]:font-semibold' : undefined}>
      <th
        scope="row"
        className="border-b border-line px-2.5 py-1.5 text-left font-normal [overflow-wrap:normal]"
      >
        {props.label}
      </th>
      <Td numeric>{props.pairs}</Td>
      <Td numeric>
        {accuracyText(locale, props.measured)}
        <span className="block text-xs font-normal text-muted">{intervalText(locale, props.measured)}</span>
      </Td>
      <Td className="align-middle">
        <IntervalBar measured={props.measured} scale={props.scale} mark="disc" />
      </Td>
    </tr>
  );
}
