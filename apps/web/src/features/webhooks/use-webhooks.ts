'use client';

import { listWebhooks, type Webhook } from '@preferably/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

/** A message goes out within seconds; one that failed waits minutes for its next try, and needs no second look so soon. */
const waitsForFirstTry = (webhooks: readonly Webhook[] | undefined) =>
  webhooks?.some(({ deliveries }) =>
    deliveries.some(({ state, attempts }) => state === 'waiting' && attempts === 0),
  )
    ? 1500
    : false;

export const webhooksKey = (projectId: string) => ['webhooks', projectId];

/** The webhooks of a project, asked for again while a message is about to be sent and the page is looked at. */
export function useWebhooks(projectId: string, initial: readonly Webhook[]) {
  return useQuery({
    queryKey: webhooksKey(projectId),
    queryFn: async ({ signal }) => (await api(listWebhooks, { params: { projectId }, signal })).webhooks,
    initialData: [...initial],
    staleTime: 0,
    refetchInterval: ({ state }) => waitsForFirstTry(state.data),
  });
}
