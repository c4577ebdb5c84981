'use client';

import type { FullEvaluation } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Card } from '../../../components/ui/card.tsx';
import { scaleAround } from '../../../lib/interval-scale.ts';
import { byDialog, type Measured } from '../conclusions.ts';
import { AccuracyTable } from './accuracy-table.tsx';

interface Group {
  key: string;
  label: string;
  measured: Measured;
}

/** Accuracy by what the pairs are: where from, how long, how safe, and from which week. */
export function GroupsCard({ evaluation, name }: { evaluation: FullEvaluation; name: string }) {
  const t = useTranslations('report');
  const tables: { kind: 'source' | 'turns' | 'bin' | 'batch'; rows: Group[] }[] = [
    {
      kind: 'source',
      rows: evaluation.by_source.map((row) => ({ key: row.source, label: row.source, measured: row })),
    },
    {
      kind: 'turns',
      rows: evaluation.by_turns.map((row) => ({
        key: row.turns,
        label: t('turnsOf', { n: row.turns }),
        measured: row,
      })),
    },
    {
      kind: 'bin',
      rows: evaluation.by_bin.map((row) => ({ key: row.bin, label: t(`bin.${row.bin}`), measured: row })),
    },
    {
      kind: 'batch',
      rows: evaluation.by_batch.map((row) => ({
        key: String(row.batch),
        label: row.batch === null ? t('noBatch') : t('batchOf', { n: row.batch }),
        measured: row,
      })),
    },
  ];
  const divided = tables.filter(({ rows }) => rows.length > 1);
  const whole = tables.filter(({ rows }) => rows.length === 1);
  const scale = scaleAround(
    [evaluation, ...divided.flatMap(({ rows }) => rows.map((r) => r.measured))].map(
      (each) => byDialog(each).ci95,
    ),
  );
  if (evaluation.pairs === 0) return null;
  return (
    <Card title={t('groups')} description={t('groupsHint')}>
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
        {divided.map(({ kind, rows }) => (
          <AccuracyTable
            key={kind}
            title={t(`by.${kind}`)}
            caption={t('groupsOf', { kind: t(`by.${kind}`), name })}
            head={t(`head.${kind}`)}
            rows={rows}
            all={evaluation}
            scale={scale}
          />
        ))}
      </div>
      {whole.length > 0 ? (
        <p className="mt-2 text-sm text-muted">
          {t('undivided')}{' '}
          {whole.map(({ kind, rows }) => `${t(`head.${kind}`)}: ${rows[0]?.label ?? ''}`).join(' · ')}
        </p>
      ) : null}
    </Card>
  );
}
