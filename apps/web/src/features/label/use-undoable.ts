'use client';

import { useEffect, useState } from 'react';
import type { LabelState } from './label-state.ts';

const undoMs = 10_000;

/** True for ten seconds after a judgement was handed in. Changing it stays possible afterwards; it is only not offered. */
export function useUndoable(done: LabelState['done']): boolean {
  const [over, setOver] = useState<LabelState['done']>(null);
  useEffect(() => {
    if (done?.what !== 'judged') return;
    const timer = setTimeout(() => setOver(done), Math.max(0, done.at + undoMs - Date.now()));
    return () => clearTimeout(timer);
  }, [done]);
  return done?.what === 'judged' && over !== done;
}
