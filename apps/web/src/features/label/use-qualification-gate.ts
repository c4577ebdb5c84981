'use client';

import { beginQualification } from '@preferably/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { api } from '../../lib/api.ts';
import type { Outbox } from './use-outbox.ts';
import { qualificationKey, useQualification } from './use-qualification.ts';

/** How the annotator stands with the test, and the beginning of a try. */
export function useQualificationGate(options: { projectId: string; outbox: Outbox; onGoOn: () => void }) {
  const { projectId, outbox, onGoOn } = options;
  const queries = useQueryClient();
  // The service counts what has arrived: it is asked for the result once nothing is on its way.
  const waits = outbox.storing || outbox.waiting.length > 0;
  const asked = useQualification(projectId, !waits);
  const begin = useMutation({
    mutationFn: () => api(beginQualification, { params: { projectId } }),
    onSuccess: (standing) => {
      queries.setQueryData(qualificationKey(projectId), standing);
      if (standing.state === 'begun') onGoOn();
    },
    // It was begun or ended in another tab meanwhile, or the rules are others now.
    onError: () => void asked.refetch(),
  });
  const standing = waits || !asked.isFetchedAfterMount ? null : (asked.data ?? null);

  // The project asks for no test any more.
  const goOn = useEffectEvent(onGoOn);
  const over = standing?.state === 'not_asked';
  useEffect(() => {
    if (over) goOn();
  }, [over]);

  return {
    waits,
    standing: over ? null : standing,
    /** Why the standing is not known. */
    unknown: standing ? null : asked.error,
    askAgain: () => void asked.refetch(),
    begin: () => begin.mutate(),
    beginning: begin.isPending,
    /** Why no try was begun. */
    refusal: begin.error,
  };
}
