'use client';

import { type Snapshot, snapshotFilePath } from '@preferably/contracts';
import { Download } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { CopySha } from '../../components/copy-sha.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { type FileGroup, fileGroups } from './file-groups.ts';
import { FileLink } from './file-link.tsx';

/** The files by format, each group with a word on who reads it. */
export function FileTable({ snapshot, mayDownload }: { snapshot: Snapshot; mayDownload: boolean }) {
  const t = useTranslations('snapshots.files');
  if (snapshot.files.length === 0) {
    return (
      <Card title={t('title')}>
        <p className="text-muted">{t('building')}</p>
      </Card>
    );
  }
  return (
    <Card
      title={t('title')}
      description={mayDownload ? t('description') : `${t('description')} ${t('forEngineers')}`}
      flush
    >
      <Table caption={t('title')}>
        <thead>
          <tr>
            <Th>{t('file')}</Th>
            <Th numeric>{t('rows')}</Th>
            <Th numeric>{t('size')}</Th>
            {mayDownload ? (
              <Th className="relative">
                <span className="sr-only">{t('download')}</span>
              </Th>
            ) : null}
            <Th>SHA-256</Th>
          </tr>
        </thead>
        {fileGroups(snapshot.files).map((group) => (
          <GroupRows key={group.format} group={group} snapshotId={snapshot.id} mayDownload={mayDownload} />
        ))}
      </Table>
    </Card>
  );
}

/** One text: how many rows it has means nothing. */
const isText = (name: string) => /\.(?:md|json)$/u.test(name);

function GroupRows(props: { group: FileGroup; snapshotId: string; mayDownload: boolean }) {
  const { group, snapshotId, mayDownload } = props;
  const t = useTranslations('snapshots');
  const locale = useLocale();
  return (
    <tbody className="last:[&>tr:last-child>td]:border-b-0">
      <tr className="bg-sunken">
        <th
          scope="rowgroup"
          colSpan={mayDownload ? 5 : 4}
          className="border-b border-line px-2.5 py-1.5 text-left font-normal"
        >
          <span className="font-medium">{group.known ? t(`format.${group.known}`) : group.format}</span>
          {group.known ? (
            <span className="block max-w-[calc(100vw-4rem)] text-xs text-muted">
              {t(`reads.${group.known}`)}
            </span>
          ) : null}
        </th>
      </tr>
      {group.files.map((file) => (
        <tr key={file.name} className="[&>td]:align-middle">
          <Td className="min-w-36 font-mono text-sm sm:whitespace-nowrap">{file.name}</Td>
          <Td numeric>{isText(file.name) ? '–' : formatCount(locale, file.rows)}</Td>
          <Td numeric>{formatBytes(locale, file.bytes)}</Td>
          {mayDownload ? (
            <Td>
              <span className="flex gap-1">
                <Button asChild size="sm">
                  <a
                    href={snapshotFilePath(snapshotId, file.name)}
                    download={file.name.split('/').at(-1)}
                    aria-label={t('files.downloadName', { name: file.name })}
                  >
                    <Download aria-hidden />
                    <span className="max-sm:hidden">{t('files.download')}</span>
                  </a>
                </Button>
                <FileLink snapshotId={snapshotId} name={file.name} />
              </span>
            </Td>
          ) : null}
          <Td>
            <CopySha sha256={file.sha256} name={file.name} />
          </Td>
        </tr>
      ))}
    </tbody>
  );
}
