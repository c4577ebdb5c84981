'use client';

import { useLocale, useTranslations } from 'next-intl';
import { IntervalBar, ScaleHead } from '../../../components/interval-bar.tsx';
import { Table, Td, Th } from '../../../components/ui/table.tsx';
import { formatCount, formatShare } from '../../../lib/format.ts';
import type { Scale } from '../../../lib/interval-scale.ts';
import { byDialog, type Measured } from '../conclusions.ts';
import { accuracyText, intervalText } from '../format-measured.ts';

/** Accuracy of groups of pairs with their intervals, and of all of them in the last line. */
export function AccuracyTable(props: {
  title: string;
  caption: string;
  /** What the groups are. */
  head: string;
  rows: readonly { key: string; label: string; measured: Measured }[];
  all: Measured;
  scale: Scale;
}) {
  const t = useTranslations('runs.report');
  const locale = useLocale();
  const { scale } = props;
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-sm font-medium">{props.title}</h3>
      <Table caption={props.caption}>
        <thead>
          <tr>
            <Th>{props.head}</Th>
            <Th numeric>{t('pairsColumn')}</Th>
            <Th numeric>{t('accuracy')}</Th>
            <Th className="relative w-2/5">
              <ScaleHead scale={scale} format={(share) => formatShare(locale, share, 0)} />
              <span className="sr-only">{t('intervalShort')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map(({ key, label, measured }) => (
            <AccuracyRow key={key} label={label} measured={byDialog(measured)} scale={scale} />
          ))}
          <AccuracyRow label={t('all')} measured={byDialog(props.all)} scale={scale} strong />
        </tbody>
      </Table>
    </div>
  );
}

function AccuracyRow(props: { label: string; measured: Measured; scale: Scale; strong?: boolean }) {
  const locale = useLocale();
  return (
    <tr className={props.strong ? '[&>*]:border-b-0 [&>*]:font-semibold' : undefined}>
      <th
        scope="row"
        className="border-b border-line px-2.5 py-1.5 text-left font-normal [overflow-wrap:normal]"
      >
        {props.label}
      </th>
      <Td numeric>{formatCount(locale, props.measured.pairs)}</Td>
      <Td numeric>
        {accuracyText(locale, props.measured)}
        <span className="block text-xs font-normal text-muted">{intervalText(locale, props.measured)}</span>
      </Td>
      <Td className="align-middle">
        <IntervalBar value={props.measured.accuracy} interval={props.measured.ci95} scale={props.scale} />
      </Td>
    </tr>
  );
}
