'use client';

import { getQualification } from '@preferably/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

export const qualificationKey = (projectId: string) => ['qualification', projectId];

/** How the annotator stands with the test of a project. */
export const useQualification = (projectId: string, enabled: boolean) =>
  useQuery({
    queryKey: qualificationKey(projectId),
    queryFn: ({ signal }) => api(getQualification, { params: { projectId }, signal }),
    staleTime: 0,
    enabled,
  });
