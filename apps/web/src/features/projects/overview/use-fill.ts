'use client';

import { type Batch, fillBatch, listModels, previewFill } from '@preferably/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../../../lib/api.ts';

/** The models that may choose, the promoted one first: it is the one that the project uses. */
export function useModels(projectId: string, wanted: boolean) {
  return useQuery({
    queryKey: ['models', projectId],
    enabled: wanted,
    queryFn: async ({ signal }) => {
      const { models } = await api(listModels, { params: { projectId }, signal });
      const useful = models.filter(({ state }) => state !== 'archived');
      return useful.toSorted((a, b) => Number(b.state === 'promoted') - Number(a.state === 'promoted'));
    },
  });
}

/** What a new batch could take of these batches; always counted anew, since scores come and go with the work. */
export function useFillPreview(projectId: string, modelId: string | null, fromBatchIds: readonly string[]) {
  return useQuery({
    queryKey: ['fill-preview', projectId, modelId, fromBatchIds],
    enabled: modelId !== null && fromBatchIds.length > 0,
    staleTime: 0,
    queryFn: ({ signal }) =>
      api(previewFill, {
        params: { projectId },
        body: { modelId: modelId ?? '', fromBatchIds: [...fromBatchIds] },
        signal,
      }),
  });
}

export interface Filled {
  batch: Batch;
  moved: number;
}

export function useFill(projectId: string, onFilled: (filled: Filled) => void) {
  return useMutation({
    mutationFn: (body: { modelId: string; fromBatchIds: string[]; name: string; count: number }) =>
      api(fillBatch, { params: { projectId }, body }),
    onSuccess: onFilled,
  });
}
