'use client';

import { getRun, type ListedRun, listRunEvents, listRuns, type Run } from '@preferably/contracts';
import type { RunState } from '@preferably/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../lib/api.ts';
import { mergeEvents, nothingYet, type RunProgress } from './merge-events.ts';

export const isActive = (state: RunState) => state === 'queued' || state === 'running';

/** The runs of a project, asked for again while one of them may still change and the page is looked at. */
export function useRuns(projectId: string, initial: readonly ListedRun[]) {
  return useQuery({
    queryKey: ['runs', projectId],
    queryFn: async ({ signal }) => (await api(listRuns, { params: { projectId }, signal })).runs,
    initialData: [...initial],
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.some((run) => isActive(run.state)) ? 3000 : false),
  });
}

export function useRun(initial: Run) {
  return useQuery({
    queryKey: ['run', initial.id],
    queryFn: ({ signal }) => api(getRun, { params: { runId: initial.id }, signal }),
    initialData: initial,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && isActive(state.data.state) ? 3000 : false),
  });
}

const pageSize = 1000;

interface Heard {
  progress: RunProgress;
  state: RunState;
}

/**
 * What the trainer said. Each question asks only for what is new and adds it to what stands; while the run is active
 * and the page is looked at, that is every 1.5 seconds. When the events say that the run ended, the run is asked for
 * at once, so that its report follows its last step without a pause.
 */
export function useRunEvents(run: Run, wanted: boolean) {
  const client = useQueryClient();
  const queryKey = ['run-events', run.id];
  const heard = useQuery({
    queryKey,
    enabled: wanted,
    staleTime: 0,
    structuralSharing: false,
    queryFn: async ({ signal }): Promise<Heard> => {
      let progress = client.getQueryData<Heard>(queryKey)?.progress ?? nothingYet;
      for (;;) {
        const { attempt = 0, seq: after = -1 } = progress.last ?? {};
        const query = { attempt, after, limit: pageSize };
        const page = await api(listRunEvents, { params: { runId: run.id }, query, signal });
        progress = mergeEvents(progress, page.events);
        if (page.events.length < pageSize) return { progress, state: page.state };
      }
    },
    refetchInterval: ({ state }) => (isActive(state.data?.state ?? run.state) ? 1500 : false),
  });
  const said = heard.data?.state;
  useEffect(() => {
    if (said && said !== run.state) void client.invalidateQueries({ queryKey: ['run', run.id] });
  }, [said, run.state, run.id, client]);
  return { progress: heard.data?.progress ?? nothingYet, error: heard.error };
}
