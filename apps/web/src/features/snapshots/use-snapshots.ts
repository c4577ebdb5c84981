'use client';

import { getSnapshot, listSnapshots, type Snapshot } from '@preferably/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

const whileBuilding = (snapshots: readonly Snapshot[] | undefined) =>
  snapshots?.some((each) => each.state === 'building') ? 1500 : false;

/** The snapshots of a project, asked for again while files are being written and the page is looked at. */
export function useSnapshots(projectId: string, initial: readonly Snapshot[]) {
  return useQuery({
    queryKey: ['snapshots', projectId],
    queryFn: async ({ signal }) => (await api(listSnapshots, { params: { projectId }, signal })).snapshots,
    initialData: [...initial],
    staleTime: 0,
    refetchInterval: ({ state }) => whileBuilding(state.data),
  });
}

export function useSnapshot(initial: Snapshot) {
  return useQuery({
    queryKey: ['snapshot', initial.id],
    queryFn: ({ signal }) => api(getSnapshot, { params: { snapshotId: initial.id }, signal }),
    initialData: initial,
    staleTime: 0,
    refetchInterval: ({ state }) => whileBuilding(state.data && [state.data]),
  });
}
