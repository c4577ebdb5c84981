'use client';

import { previewSnapshot } from '@preferably/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../lib/api.ts';
import type { FreezeFormValues } from './freeze-values.ts';
import { readPreview } from './read-freeze-form.ts';

/** Long enough that a number is typed to its end before it is counted. */
const QUIET_MS = 400;

/** What the form would freeze now, counted by the service once the reader's hand rests. */
export function usePreview(projectId: string, values: FreezeFormValues) {
  const asked = JSON.stringify(readPreview(values));
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(asked), QUIET_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  const body: ReturnType<typeof readPreview> = JSON.parse(settled);
  const query = useQuery({
    queryKey: ['snapshot-preview', projectId, settled],
    queryFn: ({ signal }) => api(previewSnapshot, { params: { projectId }, body: body ?? {}, signal }),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return {
    counts: query.data,
    error: asked === settled ? query.error : null,
    /** What is shown is not, or not yet, of what the form says. */
    stale: asked !== settled || body === null || query.isFetching,
    unreadable: body === null,
  };
}
