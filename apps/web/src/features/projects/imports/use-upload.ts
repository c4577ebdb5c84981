'use client';

import { createBatch } from '@preferably/contracts';
import type { ImportFormat } from '@preferably/domain';
import { useRef, useState } from 'react';
import { api } from '../../../lib/api.ts';
import type { Recorded } from './recorded-field.tsx';
import { type ImportAnswer, sendLines } from './send-lines.ts';
import { unpack } from './unpack.ts';

export type UploadState =
  | { kind: 'idle' }
  | { kind: 'unpacking' }
  | { kind: 'sending'; sent: number; total: number }
  | { kind: 'done'; answer: ImportAnswer }
  | { kind: 'stopped' }
  | { kind: 'not_unpacked' }
  | { kind: 'failed'; error: unknown };

export interface Wanted {
  projectId: string;
  file: File;
  format: ImportFormat;
  recorded: Recorded;
  /** An existing batch, or the name of one to start. */
  batch: { id: string } | { newName: string };
}

/** One upload from start to end. `onBatch` tells of a batch that was started for it, whatever becomes of the file. */
export function useUpload(onBatch: (batchId: string) => void) {
  const [state, setState] = useState<UploadState>({ kind: 'idle' });
  const abort = useRef<AbortController | null>(null);

  async function start(wanted: Wanted): Promise<void> {
    const stop = new AbortController();
    abort.current = stop;
    setState({ kind: 'unpacking' });
    const lines = await unpack(wanted.file).catch(() => null);
    if (!lines) return setState({ kind: 'not_unpacked' });
    try {
      let batchId: string;
      if ('id' in wanted.batch) batchId = wanted.batch.id;
      else {
        const params = { projectId: wanted.projectId };
        batchId = (await api(createBatch, { params, body: { name: wanted.batch.newName } })).id;
        onBatch(batchId);
      }
      stop.signal.throwIfAborted();
      setState({ kind: 'sending', sent: 0, total: lines.size });
      const answer = await sendLines({
        projectId: wanted.projectId,
        batchId,
        format: wanted.format,
        recorded: wanted.recorded,
        name: wanted.file.name.slice(0, 200),
        lines,
        onSent: (sent) => setState({ kind: 'sending', sent, total: lines.size }),
        signal: stop.signal,
      });
      setState({ kind: 'done', answer });
    } catch (error) {
      setState(stop.signal.aborted ? { kind: 'stopped' } : { kind: 'failed', error });
    }
  }

  return { state, start, stop: () => abort.current?.abort(), reset: () => setState({ kind: 'idle' }) };
}
