'use client';

import { Minus, PencilLine, Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '../../components/ui/badge.tsx';
import { Card } from '../../components/ui/card.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import type { Diff } from './diff-view.tsx';

type Change = Diff['changes'][number];

const looks = {
  in: { tone: 'ok', icon: <Plus aria-hidden /> },
  out: { tone: 'warn', icon: <Minus aria-hidden /> },
  changed: { tone: 'accent', icon: <PencilLine aria-hidden /> },
} as const;

export function DiffTable({ projectId, changes }: { projectId: string; changes: readonly Change[] }) {
  const t = useTranslations('snapshots.diff');
  return (
    <Card title={t('changes')} description={t('changesHint')} flush>
      <Table caption={t('changes')}>
        <thead>
          <tr>
            <Th>{t('change')}</Th>
            <Th>{t('before')}</Th>
            <Th>{t('after')}</Th>
            <Th>{t('comparison')}</Th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr
              key={`${change.before?.preferenceId ?? ''} ${change.after?.preferenceId ?? ''}`}
              className="last:[&>td]:border-b-0"
            >
              <Td>
                <Badge tone={looks[change.change].tone}>
                  {looks[change.change].icon}
                  {t(`part.${change.change}`)}
                </Badge>
              </Td>
              <Td>
                <Row row={change.before} />
              </Td>
              <Td>
                <Row row={change.after} />
              </Td>
              <Td>
                <Link
                  href={`/projects/${projectId}/comparisons/${change.comparisonId}`}
                  className="font-mono text-sm whitespace-nowrap text-accent underline-offset-2 hover:underline"
                >
                  …{change.comparisonId.slice(-12)}
                </Link>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

/** How a row stood in one of the two. */
function Row({ row }: { row: Change['before'] }) {
  const t = useTranslations();
  if (!row) return '–';
  return t('snapshots.diff.row', {
    strength: row.strength ? t(`common.strength.${row.strength}`) : t('snapshots.diff.noStrength'),
    split: t(`snapshots.list.${row.split}`),
  });
}
