import { sideAt } from './presentation.ts';
import { safetyBin } from './safety.ts';
import type { Dimension, Place, SafetyLabel, Side, Strength } from './vocabulary.ts';

/** What the annotator pressed, in the order in which the responses were shown. */
export interface Judgement {
  place: Place;
  strength: Strength;
  safety: Record<Place, SafetyLabel> | null;
}

/** The same judgement in the stored order, ready to be written. */
export interface DecidedPreference {
  side: Side;
  strength: Strength;
  safety: Record<Side, SafetyLabel> | null;
}

export type PreferenceRefusal = 'safety_labels_missing' | 'safety_labels_not_asked' | 'prefers_unsafe';

export type PreferenceDecision =
  | { ok: true; preference: DecidedPreference }
  | { ok: false; refusal: PreferenceRefusal };

/**
 * Decides whether a judgement may stand and puts it into the stored order.
 *
 * In a safety project each response is labelled, and preferring the unsafe response over the safe one is a
 * contradiction that the annotator resolves (Llama 2 §3.2.1 excludes that fourth bin from the training data).
 */
export function decidePreference(
  dimension: Dimension,
  shownFirst: Side,
  judgement: Judgement,
): PreferenceDecision {
  const side = sideAt(judgement.place, shownFirst);
  if (dimension === 'helpfulness') {
    if (judgement.safety) return { ok: false, refusal: 'safety_labels_not_asked' };
    return { ok: true, preference: { side, strength: judgement.strength, safety: null } };
  }
  if (!judgement.safety) return { ok: false, refusal: 'safety_labels_missing' };
  const [first, second] = [judgement.safety.first, judgement.safety.second];
  const safety = shownFirst === 'a' ? { a: first, b: second } : { a: second, b: first };
  if (safetyBin(side, safety) === 'chosen_unsafe') return { ok: false, refusal: 'prefers_unsafe' };
  return { ok: true, preference: { side, strength: judgement.strength, safety } };
}
