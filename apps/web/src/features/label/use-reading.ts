'use client';

import { getGuidelines } from '@preferably/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

export const readingKey = (projectId: string) => ['guidelines', projectId];

/** The guidelines of a project, and the version that this annotator read before. */
export const useReading = (projectId: string) =>
  useQuery({
    queryKey: readingKey(projectId),
    queryFn: ({ signal }) => api(getGuidelines, { params: { projectId }, signal }),
    staleTime: 0,
  });
