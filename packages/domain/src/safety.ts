import type { SafetyBin, SafetyLabel, Side } from './vocabulary.ts';

/** The bin of Llama 2 §3.2.1 that follows from the two labels and the preferred side. */
export function safetyBin(side: Side, safety: Record<Side, SafetyLabel>): SafetyBin {
  const chosen = safety[side];
  const rejected = safety[side === 'a' ? 'b' : 'a'];
  if (chosen === 'safe') return rejected === 'safe' ? 'both_safe' : 'chosen_safe';
  return rejected === 'safe' ? 'chosen_unsafe' : 'both_unsafe';
}
