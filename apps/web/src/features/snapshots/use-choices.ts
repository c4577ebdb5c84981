'use client';

import { getSnapshotChoices } from '@preferably/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

/** What the filter can choose from in a project. All its preferences are counted, so it is asked for when it is wanted. */
export function useChoices(projectId: string, wanted: boolean) {
  return useQuery({
    queryKey: ['snapshot-choices', projectId],
    queryFn: ({ signal }) => api(getSnapshotChoices, { params: { projectId }, signal }),
    enabled: wanted,
  });
}
