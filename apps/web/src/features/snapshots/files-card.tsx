'use client';

import { type Snapshot, snapshotFilePath } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { FileTable } from '../../components/file-table.tsx';
import { Card } from '../../components/ui/card.tsx';
import { formatCount } from '../../lib/format.ts';
import { fileGroups } from './file-groups.ts';
import { FileLink } from './file-link.tsx';

/** One text: how many rows it has means nothing. */
const isText = (name: string) => /\.(?:md|json)$/u.test(name);

/** The files by format, each group with a word on who reads it. */
export function FilesCard({ snapshot, mayDownload }: { snapshot: Snapshot; mayDownload: boolean }) {
  const t = useTranslations('snapshots');
  const locale = useLocale();
  if (snapshot.files.length === 0) {
    return (
      <Card title={t('files.title')}>
        <p className="text-muted">{t('files.building')}</p>
      </Card>
    );
  }
  const description = t('files.description');
  return (
    <Card
      title={t('files.title')}
      description={mayDownload ? description : `${description} ${t('files.forEngineers')}`}
      flush
    >
      <FileTable
        caption={t('files.title')}
        groups={fileGroups(snapshot.files).map(({ format, known, files }) => ({
          key: format,
          title: known ? t(`format.${known}`) : format,
          hint: known && t(`reads.${known}`),
          files,
        }))}
        address={mayDownload ? (name) => snapshotFilePath(snapshot.id, name) : null}
        column={{
          head: t('files.rows'),
          cell: ({ name, rows }) => (isText(name) ? '–' : formatCount(locale, rows)),
        }}
        beside={(name) => <FileLink snapshotId={snapshot.id} name={name} />}
      />
    </Card>
  );
}
