'use client';

import type { Place } from '@preferably/domain';
import { places } from '@preferably/domain';
import { useCallback, useEffect, useRef } from 'react';

export const paneEndId = (place: Place) => `response-${place}-end`;

/** Whether the end of each response of a comparison has been on the screen. It is recorded and never nagged about. */
export function useSeen(assignmentId: string | null): () => Record<Place, boolean> {
  const seen = useRef({ first: false, second: false });

  useEffect(() => {
    seen.current = { first: false, second: false };
    if (!assignmentId) return;
    const observer = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        const place = places.find((each) => paneEndId(each) === target.id);
        if (place && isIntersecting) seen.current[place] = true;
      }
    });
    for (const place of places) {
      const end = document.getElementById(paneEndId(place));
      if (end) observer.observe(end);
    }
    return () => observer.disconnect();
  }, [assignmentId]);

  return useCallback(() => ({ ...seen.current }), []);
}
