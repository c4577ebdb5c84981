import type { Batch, ImportSummary } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Card } from '../../../components/ui/card.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Table, Th } from '../../../components/ui/table.tsx';
import { ImportRow } from './import-row.tsx';

/** What was imported before, newest first. */
export function EarlierImports(props: {
  imports: readonly ImportSummary[];
  batches: readonly Batch[];
  manages: boolean;
}) {
  const t = useTranslations('projects.imports');
  if (props.imports.length === 0) {
    return <EmptyState title={t('empty')}>{t(props.manages ? 'emptyManage' : 'emptyRead')}</EmptyState>;
  }
  return (
    <Card flush title={t('earlier')}>
      <Table caption={t('caption')}>
        <thead>
          <tr>
            <Th>{t('file')}</Th>
            <Th>{t('batch')}</Th>
            <Th>{t('when')}</Th>
            <Th numeric>{t('lines')}</Th>
            <Th numeric>{t('added')}</Th>
            <Th numeric>{t('known')}</Th>
            <Th numeric>{t('rejected')}</Th>
            <Th numeric>{t('judgements')}</Th>
          </tr>
        </thead>
        <tbody>
          {props.imports.map((each) => (
            <ImportRow
              key={each.id}
              imported={each}
              batch={props.batches.find((batch) => batch.id === each.batchId) ?? null}
            />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
