'use client';

import type { Snapshot } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatCount } from '../../lib/format.ts';
import { reasonsOf, useWordsForReason } from './use-words-for-reason.ts';

export function LeftOutCard({ snapshot }: { snapshot: Snapshot }) {
  const t = useTranslations('snapshots.page');
  const words = useWordsForReason();
  const locale = useLocale();
  const reasons = reasonsOf(snapshot.counts.leftOut);
  if (reasons.length === 0) {
    return (
      <Card title={t('leftOut')}>
        <p className="text-muted">{t('leftOutNone')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('leftOut')} description={t('leftOutHint')} flush>
      <Table caption={t('leftOut')}>
        <thead>
          <tr>
            <Th>{t('reason')}</Th>
            <Th numeric>{t('preferences')}</Th>
          </tr>
        </thead>
        <tbody>
          {reasons.map(([reason, n]) => (
            <tr key={reason} className="last:[&>td]:border-b-0">
              <Td>{words(reason)}</Td>
              <Td numeric>{formatCount(locale, n)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
