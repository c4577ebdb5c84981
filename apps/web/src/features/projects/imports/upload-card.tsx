'use client';

import type { Batch, Project } from '@preferably/contracts';
import type { ImportFormat } from '@preferably/domain';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useWordsForProblem } from '../../../lib/words-for-problem.ts';
import { BatchField, newBatch } from './batch-field.tsx';
import { FileDrop } from './file-drop.tsx';
import { FormatField } from './format-field.tsx';
import { type Guess, guessFormat } from './guess-format.ts';
import { ImportResult } from './import-result.tsx';
import { type Recorded, RecordedField } from './recorded-field.tsx';
import { unpack } from './unpack.ts';
import { UploadProgress } from './upload-progress.tsx';
import { useUpload } from './use-upload.ts';

const glimpse = 1_000_000;

/** Imports a file of JSON lines into a batch. */
export function UploadCard({ project, batches }: { project: Project; batches: readonly Batch[] }) {
  const t = useTranslations('projects');
  const words = useWordsForProblem();
  const router = useRouter();
  const fillable = batches.filter((batch) => batch.state !== 'closed');
  const [file, setFile] = useState<File | null>(null);
  const [guess, setGuess] = useState<Guess | null>(null);
  const [format, setFormat] = useState<ImportFormat>('preferably');
  const [batchId, setBatchId] = useState(fillable.at(-1)?.id ?? newBatch);
  const [newName, setNewName] = useState('');
  const [recorded, setRecorded] = useState<Recorded>('aside');
  const [fault, setFault] = useState<'chooseFirst' | 'nameFirst' | null>(null);
  const upload = useUpload((started) => {
    setBatchId(started);
    router.refresh();
  });
  const { state } = upload;
  const kind = batches.find((batch) => batch.id === batchId)?.kind ?? 'work';
  const busy = state.kind === 'unpacking' || state.kind === 'sending';

  // What was read stays even after a failure, so the list below is asked for anew after every end.
  const ended = state.kind === 'done' || state.kind === 'failed' || state.kind === 'stopped';
  useEffect(() => {
    if (ended) router.refresh();
  }, [ended, router]);

  async function choose(chosen: File) {
    setFile(chosen);
    setFault(null);
    setGuess(null);
    upload.reset();
    const lines = await unpack(chosen).catch(() => null);
    if (!lines) return;
    const found = guessFormat(await lines.slice(0, glimpse).text(), lines.size <= glimpse);
    setGuess(found);
    if (found.kind === 'format') setFormat(found.format);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (!file) return setFault('chooseFirst');
    const creating = batchId === newBatch;
    if (creating && !newName.trim()) return setFault('nameFirst');
    setFault(null);
    const batch = creating ? { newName: newName.trim() } : { id: batchId };
    const taken = kind === 'work' ? recorded : 'aside';
    void upload.start({ projectId: project.id, file, format, recorded: taken, batch });
  }

  return (
    <Card title={t('imports.upload')} description={t('imports.uploadHelp')}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <FileDrop
          file={file}
          disabled={busy}
          error={fault === 'chooseFirst' ? t('upload.chooseFirst') : undefined}
          onChoose={(chosen) => void choose(chosen)}
        />
        {guess?.kind === 'not_lines' ? <Notice tone="warn">{t('upload.notLines')}</Notice> : null}
        {guess?.kind === 'empty' ? <Notice tone="warn">{t('upload.emptyFile')}</Notice> : null}
        <div className="grid items-start gap-4 md:grid-cols-2">
          <FormatField value={format} guess={guess} disabled={busy} onChange={setFormat} />
          <BatchField
            batches={fillable}
            value={batchId}
            name={newName}
            error={fault === 'nameFirst' ? t('upload.nameFirst') : undefined}
            disabled={busy}
            onChange={setBatchId}
            onName={setNewName}
          />
        </div>
        <RecordedField kind={kind} value={recorded} disabled={busy} onChange={setRecorded} />
        {state.kind === 'unpacking' || state.kind === 'sending' ? (
          <UploadProgress state={state} onStop={upload.stop} />
        ) : (
          <div>
            <Button type="submit" variant={state.kind === 'done' ? 'secondary' : 'primary'}>
              {t('upload.start')}
            </Button>
          </div>
        )}
        {state.kind === 'stopped' ? <Notice tone="info">{t('upload.stopped')}</Notice> : null}
        {state.kind === 'not_unpacked' ? <Notice tone="error">{t('upload.unpackFailed')}</Notice> : null}
        {state.kind === 'failed' ? (
          <Notice tone="error" title={words(state.error)}>
            {t('upload.failed')}
          </Notice>
        ) : null}
      </form>
      {state.kind === 'done' ? (
        <div className="mt-4 border-t border-line pt-4">
          <ImportResult
            answer={state.answer}
            batch={batches.find((batch) => batch.id === state.answer.import.batchId) ?? null}
          />
        </div>
      ) : null}
    </Card>
  );
}
