import { safetyBin } from './safety.ts';
import type { SafetyLabel, Side } from './vocabulary.ts';

/** What a judgement of a gold or qualification comparison is held against. */
export interface KnownAnswer {
  side: Side;
  /** Where they are known, they have to match too. */
  safety: Record<Side, SafetyLabel> | null;
}

export type KnownAnswerFault = 'no_answer' | 'no_majority' | 'prefers_unsafe';
export type KnownAnswerReading = { ok: true; answer: KnownAnswer } | { ok: false; fault: KnownAnswerFault };

/**
 * The answer that a source records: its own, or the side that more than half of its raters prefer. An answer that
 * prefers the unsafe response over the safe one is refused, because no annotator could give it.
 */
export function readKnownAnswer(recorded: {
  preferred: Side | 'tie' | null;
  raters: readonly (Side | 'tie')[];
  safety: Record<Side, SafetyLabel> | null;
}): KnownAnswerReading {
  const { preferred, raters, safety } = recorded;
  const side = preferred === 'tie' ? null : (preferred ?? majorityOf(raters));
  if (side === null) {
    const asked = preferred === null && raters.length > 0;
    return { ok: false, fault: asked ? 'no_majority' : 'no_answer' };
  }
  if (safety && safetyBin(side, safety) === 'chosen_unsafe') return { ok: false, fault: 'prefers_unsafe' };
  return { ok: true, answer: { side, safety } };
}

function majorityOf(raters: readonly (Side | 'tie')[]): Side | null {
  const sides = ['a', 'b'] as const;
  return sides.find((side) => raters.filter((said) => said === side).length * 2 > raters.length) ?? null;
}
