'use client';

import {
  type Disagreement,
  listDisagreements,
  reopenDisagreement,
  resolveDisagreement,
} from '@preferably/contracts';
import type { DisagreementResolution } from '@preferably/domain';
import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../lib/api.ts';
import { itemsOf, type Page, withAgain, without } from './queue.ts';

export type QueueState = 'open' | 'resolved';
type Listed = InfiniteData<Page, string | null>;

/** The disagreements of a model in one state, more of them as they are wanted, and what can be done with one. */
export function useQueue(modelId: string, state: QueueState, first: Page) {
  const client = useQueryClient();
  const keyOf = (which: QueueState) => ['disagreements', modelId, which];
  const queryKey = keyOf(state);
  const listed = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      api(listDisagreements, {
        params: { modelId },
        query: { state, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    initialData: { pages: [first], pageParams: [null] },
  });

  /** The list of the reader's own screen follows at once; the other one is asked for when it is looked at. */
  function change(how: (pages: readonly Page[]) => Page[]) {
    client.setQueryData<Listed>(queryKey, (known) => known && { ...known, pages: how(known.pages) });
    client.removeQueries({ queryKey: keyOf(state === 'open' ? 'resolved' : 'open') });
  }

  const resolve = useMutation({
    mutationFn: ({ item, resolution }: { item: Disagreement; resolution: DisagreementResolution }) =>
      api(resolveDisagreement, {
        params: { modelId, comparisonId: item.comparisonId },
        body: { resolution },
      }),
    onSuccess: (_, { item }) => change((pages) => without(pages, item.comparisonId)),
  });
  const reopen = useMutation({
    mutationFn: (item: Disagreement) =>
      api(reopenDisagreement, { params: { modelId, comparisonId: item.comparisonId } }),
    onSuccess: (_, item) =>
      change((pages) => (state === 'open' ? withAgain(pages, item) : without(pages, item.comparisonId))),
  });

  return {
    items: itemsOf(listed.data.pages),
    open: listed.data.pages[0]?.open ?? 0,
    more: listed.hasNextPage ? () => void listed.fetchNextPage() : null,
    loading: listed.isFetchingNextPage,
    error: listed.error,
    resolve,
    reopen,
  };
}
