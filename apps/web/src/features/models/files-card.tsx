'use client';

import { type ModelFile, modelFilePath } from '@preferably/contracts';
import { MODEL_FOLDER } from '@preferably/domain';
import { Download } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { CopySha } from '../../components/copy-sha.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatBytes } from '../../lib/format.ts';

/** The files by what they are for: those that open as a model, then what tells about its run. */
export function FilesCard(props: { modelId: string; files: readonly ModelFile[]; mayDownload: boolean }) {
  const { modelId, files, mayDownload } = props;
  const t = useTranslations('models.files');
  const locale = useLocale();
  const ofModel = files.filter(({ name }) => name.startsWith(MODEL_FOLDER));
  const groups = [
    { name: 'model', files: ofModel },
    { name: 'run', files: files.filter((file) => !ofModel.includes(file)) },
  ] as const;
  const total = formatBytes(
    locale,
    files.reduce((sum, file) => sum + file.bytes, 0),
  );
  const description = t('description', { n: files.length, total });
  return (
    <Card
      title={t('title')}
      description={mayDownload ? description : `${description} ${t('forEngineers')}`}
      flush
    >
      <Table caption={t('title')}>
        <thead>
          <tr>
            <Th>{t('file')}</Th>
            <Th numeric>{t('size')}</Th>
            {mayDownload ? (
              <Th className="relative">
                <span className="sr-only">{t('download')}</span>
              </Th>
            ) : null}
            <Th>SHA-256</Th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.name} className="last:[&>tr:last-child>td]:border-b-0">
            <tr className="bg-sunken">
              <th
                scope="rowgroup"
                colSpan={mayDownload ? 4 : 3}
                className="border-b border-line px-2.5 py-1.5 text-left font-normal"
              >
                <span className="font-medium">{t(group.name)}</span>
                <span className="block max-w-[calc(100vw-4rem)] text-xs text-muted">
                  {t(`${group.name}Hint`)}
                </span>
              </th>
            </tr>
            {group.files.map((file) => (
              <tr key={file.name} className="[&>td]:align-middle">
                <Td className="min-w-36 font-mono text-sm sm:whitespace-nowrap">{file.name}</Td>
                <Td numeric>{formatBytes(locale, file.bytes)}</Td>
                {mayDownload ? (
                  <Td>
                    <Button asChild size="sm">
                      <a
                        href={modelFilePath(modelId, file.name)}
                        download={file.name.split('/').at(-1)}
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
        ))}
      </Table>
    </Card>
  );
}
