import type { GuidelineSet } from '@preferably/contracts';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { DimensionBadge } from '../../components/dimension-badge.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Card } from '../../components/ui/card.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { NewSet } from './new-set.tsx';

export type ListedSet = z.infer<typeof GuidelineSet>;

export function SetsTable({ sets, manages }: { sets: readonly ListedSet[]; manages: boolean }) {
  const t = useTranslations('guidelines');
  if (sets.length === 0) {
    return (
      <EmptyState title={t('empty.title')} action={manages ? <NewSet primary /> : undefined}>
        {t(manages ? 'empty.manage' : 'empty.read')}
      </EmptyState>
    );
  }
  return (
    <Card flush>
      <Table caption={t('caption')}>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            <Th>{t('dimension')}</Th>
            <Th>{t('newest')}</Th>
            <Th>{t('created')}</Th>
          </tr>
        </thead>
        <tbody>
          {sets.map((set) => (
            <tr key={set.id}>
              <Td className="min-w-40">
                <Link
                  href={`/guidelines/${set.id}`}
                  className="font-medium text-accent underline-offset-2 hover:underline"
                >
                  {set.name}
                </Link>
              </Td>
              <Td>
                <DimensionBadge dimension={set.dimension} />
              </Td>
              <Td>
                {set.published === null ? (
                  <Badge tone="warn">{t('notPublished')}</Badge>
                ) : (
                  t('versionShort', { number: set.published })
                )}
              </Td>
              <Td className="whitespace-nowrap">
                <DateTime value={set.createdAt} dateOnly />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
