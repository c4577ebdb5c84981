'use client';

import { type ModelFile, modelFilePath } from '@preferably/contracts';
import { MODEL_FOLDER } from '@preferably/domain';
import { useLocale, useTranslations } from 'next-intl';
import { FileTable } from '../../components/file-table.tsx';
import { Card } from '../../components/ui/card.tsx';
import { formatBytes } from '../../lib/format.ts';

/** The files by what they are for: those that open as a model, then what tells about its run. */
export function FilesCard(props: { modelId: string; files: readonly ModelFile[]; mayDownload: boolean }) {
  const { modelId, files, mayDownload } = props;
  const t = useTranslations('models.files');
  const locale = useLocale();
  const ofModel = files.filter(({ name }) => name.startsWith(MODEL_FOLDER));
  const groups = [
    { key: 'model', files: ofModel },
    { key: 'run', files: files.filter((file) => !ofModel.includes(file)) },
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
      <FileTable
        caption={t('title')}
        groups={groups.map((group) => ({ ...group, title: t(group.key), hint: t(`${group.key}Hint`) }))}
        address={mayDownload ? (name) => modelFilePath(modelId, name) : null}
      />
    </Card>
  );
}
