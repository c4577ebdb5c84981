'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { IntervalBar, type Mark, MarkSign, ScaleHead } from '../../../components/interval-bar.tsx';
import { Table, Td, Th } from '../../../components/ui/table.tsx';
import { formatAccuracy, formatInterval, formatShare } from '../../../lib/format.ts';
import type { Scale } from '../../../lib/interval-scale.ts';
import { type Agreements, intervalOf } from './agreement-rows.ts';

interface Line {
  key: string;
  label: string;
  agreements: Agreements;
}

const judges = { model: 'disc', humans: 'square' } as const satisfies Record<keyof Agreements, Mark>;
const sides = ['model', 'humans'] as const;

/** Lines of shares: the model's agreement, the humans' beside it, and both drawn on one scale. */
export function AgreementTable(props: {
  title: string;
  /** What the lines are. */
  head: string;
  rows: readonly (Line & { parts?: readonly Line[] })[];
  /** All of them together, as the last line. */
  all?: Agreements;
  scale: Scale;
}) {
  const t = useTranslations('scores.agreement');
  const locale = useLocale();
  const { scale } = props;
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-sm font-medium">{props.title}</h3>
      <Table caption={t('caption', { title: props.title })}>
        <thead>
          <tr>
            <Th>{props.head}</Th>
            {sides.map((side) => (
              <Th key={side} numeric className="max-sm:whitespace-normal">
                <span className="inline-flex items-center gap-1.5">
                  <MarkSign mark={judges[side]} />
                  {t(`column.${side}`)}
                </span>
              </Th>
            ))}
            <Th className="relative w-2/5 max-sm:hidden">
              <ScaleHead scale={scale} format={(share) => formatShare(locale, share, 0)} />
              <span className="sr-only">{t('drawn')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <OpeningRow key={row.key} row={row} scale={scale} />
          ))}
          {props.all ? (
            <AgreementRow
              label={t('all')}
              agreements={props.all}
              scale={scale}
              className="[&>*]:border-b-0 [&>*]:font-semibold"
            />
          ) : null}
        </tbody>
      </Table>
    </div>
  );
}

/** A line that opens into its parts, where it has several. */
function OpeningRow({ row, scale }: { row: Line & { parts?: readonly Line[] }; scale: Scale }) {
  const [open, setOpen] = useState(false);
  const parts = row.parts && row.parts.length > 1 ? row.parts : [];
  const label =
    parts.length === 0 ? (
      row.label
    ) : (
      <button
        type="button"
        aria-expanded={open}
        className="flex items-start gap-1 text-left"
        onClick={() => setOpen(!open)}
      >
        {open ? (
          <ChevronDown aria-hidden className="mt-1 size-4 shrink-0 text-muted" />
        ) : (
          <ChevronRight aria-hidden className="mt-1 size-4 shrink-0 text-muted" />
        )}
        {row.label}
      </button>
    );
  return (
    <>
      <AgreementRow label={label} agreements={row.agreements} scale={scale} />
      {open
        ? parts.map((part) => (
            <AgreementRow
              key={part.key}
              label={part.label}
              agreements={part.agreements}
              scale={scale}
              className="bg-sunken [&>th]:pl-8"
            />
          ))
        : null}
    </>
  );
}

function AgreementRow(props: { label: ReactNode; agreements: Agreements; scale: Scale; className?: string }) {
  const t = useTranslations('scores.agreement');
  const locale = useLocale();
  const { agreements, scale } = props;
  return (
    <tr className={props.className}>
      <th
        scope="row"
        className="border-b border-line px-2.5 py-1.5 text-left align-top font-normal [overflow-wrap:normal]"
      >
        {props.label}
      </th>
      {sides.map((side) => {
        const share = agreements[side];
        return (
          <Td key={side} numeric>
            {formatAccuracy(locale, share.share)}
            <span className="block text-xs font-normal text-muted">
              {share.judged === 0 ? t(`nothing.${side}`) : formatInterval(locale, intervalOf(share))}
            </span>
            {share.judged === 0 ? null : (
              <span className="block text-xs font-normal text-muted">
                {t(`of.${side}`, { n: share.judged })}
              </span>
            )}
          </Td>
        );
      })}
      <Td className="align-middle max-sm:hidden">
        {sides.map((side) => (
          <IntervalBar
            key={side}
            value={agreements[side].share}
            interval={intervalOf(agreements[side])}
            scale={scale}
            mark={judges[side]}
          />
        ))}
      </Td>
    </tr>
  );
}
