'use client';

import { type Snapshot, snapshotFilePath } from '@preferably/contracts';
import { Download } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { CopySha } from './copy-sha.tsx';

/** What people come for first. */
const order = ['trl-train.jsonl', 'trl-test.jsonl', 'canonical.jsonl', 'manifest.json'];
const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
const inOrder = (files: Snapshot['files']) => files.toSorted((a, b) => rank(a.name) - rank(b.name));

export function FileTable({ snapshot, mayDownload }: { snapshot: Snapshot; mayDownload: boolean }) {
  const t = useTranslations('snapshots.files');
  const locale = useLocale();
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
        <tbody>
          {inOrder(snapshot.files).map((file) => (
            <tr key={file.name} className="last:[&>td]:border-b-0 [&>td]:align-middle">
              <Td className="font-mono text-sm whitespace-nowrap">{file.name}</Td>
              <Td numeric>{file.format === 'manifest' ? '–' : formatCount(locale, file.rows)}</Td>
              <Td numeric>{formatBytes(locale, file.bytes)}</Td>
              {mayDownload ? (
                <Td>
                  <Button asChild size="sm">
                    <a
                      href={snapshotFilePath(snapshot.id, file.name)}
                      download={file.name}
                      aria-label={t('downloadName', { name: file.name })}
                    >
                      <Download aria-hidden />
                      <span className="max-sm:hidden">{t('download')}</span>
                    </a>
                  </Button>
                </Td>
              ) : null}
              <Td>
                <CopySha sha256={file.sha256} name={file.name} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
