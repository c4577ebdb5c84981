'use client';

import { listWebhooks, type Webhook } from '@preferably/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { nextLook } from './next-look.ts';

export const webhooksKey = (projectId: string) => ['webhooks', projectId];

/** The webhooks of a project, asked for again while a message is on its way or will be, and the page is looked at. */
export function useWebhooks(projectId: string, initial: readonly Webhook[]) {
  return useQuery({
    queryKey: webhooksKey(projectId),
    queryFn: async ({ signal }) => (await api(listWebhooks, { params: { projectId }, signal })).webhooks,
    initialData: [...initial],
    staleTime: 0,
    refetchInterval: ({ state }) => nextLook(state.data ?? [], Date.now()),
  });
}
