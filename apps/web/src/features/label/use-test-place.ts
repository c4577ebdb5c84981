'use client';

import { useState } from 'react';
import type { Outbox } from './use-outbox.ts';
import { useQualification } from './use-qualification.ts';

/** Which comparison of a try is on the screen. */
export interface TestPlace {
  number: number;
  all: number;
}

/** How far the try is in which the comparison on the screen belongs; null where it belongs to none. */
export function useTestPlace(projectId: string, tested: boolean, outbox: Outbox): TestPlace | null {
  const { data } = useQualification(projectId, tested);
  const [reached, setReached] = useState({ attempt: 0, answered: 0 });
  const attempt = data?.attempts.at(-1);
  if (!tested || !attempt || attempt.endedAt !== null) return null;
  // Done here and not counted by the service yet.
  const ahead = outbox.waiting.filter(
    (w) => w.projectId === projectId && (w.kind === 'skip' || (w.kind === 'preference' && !w.again)),
  ).length;
  const answered = attempt.answered + ahead;
  // Between an acknowledgement and the next count one is in neither: the number never goes back.
  const known = reached.attempt === attempt.number ? reached.answered : 0;
  if (answered > known) setReached({ attempt: attempt.number, answered });
  return {
    number: Math.min(Math.max(answered, known) + 1, attempt.comparisons),
    all: attempt.comparisons,
  };
}
