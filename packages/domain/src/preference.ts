import { sideAt } from './presentation.ts';
import { safetyBin } from './safety.ts';
import type { Dimension, Place, SafetyLabel, Side, Strength } from './vocabulary.ts';

/** What is asked of a judgement: by the project, and by the guideline version that was shown. */
export interface Asks {
  dimension: Dimension;
  /** Codes of the risk categories that an unsafe response may be given. */
  categories: readonly string[];
  /** Codes of the yes/no questions about each response. */
  chips: readonly string[];
  commentRequired: boolean;
  /** Whether the preferred response may be improved. */
  editStep: boolean;
}

/** What the annotator pressed and wrote, in the order in which the responses were shown. */
export interface Judgement {
  place: Place;
  strength: Strength;
  safety: Record<Place, SafetyLabel> | null;
  /** Why a response is unsafe. */
  categories: Record<Place, string[]>;
  /** The questions that were answered with yes. */
  chips: Record<Place, string[]>;
  comment: string | null;
  /** The preferred response, improved: better still than the preferred one. */
  edited: string | null;
}

/** The same judgement in the stored order, ready to be written. */
export interface DecidedPreference {
  side: Side;
  strength: Strength;
  safety: Record<Side, SafetyLabel> | null;
  categories: Record<Side, readonly string[]>;
  chips: Record<Side, readonly string[]>;
  comment: string | null;
}

export type PreferenceRefusal =
  | 'safety_labels_missing'
  | 'safety_labels_not_asked'
  | 'prefers_unsafe'
  | 'comment_missing'
  | 'not_asked';

export type PreferenceDecision =
  | { ok: true; preference: DecidedPreference }
  | { ok: false; refusal: PreferenceRefusal };

/**
 * Decides whether a judgement may stand and puts it into the stored order.
 *
 * In a safety project each response is labelled, and preferring the unsafe response over the safe one is a
 * contradiction that the annotator resolves (Llama 2 §3.2.1 excludes that fourth bin from the training data).
 */
export function decidePreference(asks: Asks, shownFirst: Side, judgement: Judgement): PreferenceDecision {
  const side = sideAt(judgement.place, shownFirst);
  const stored = <T>({ first, second }: Record<Place, T>): Record<Side, T> =>
    shownFirst === 'a' ? { a: first, b: second } : { a: second, b: first };
  const safety = judgement.safety && stored(judgement.safety);
  if (asks.dimension === 'helpfulness' && safety) return { ok: false, refusal: 'safety_labels_not_asked' };
  if (asks.dimension === 'safety' && !safety) return { ok: false, refusal: 'safety_labels_missing' };
  if (safety && safetyBin(side, safety) === 'chosen_unsafe') return { ok: false, refusal: 'prefers_unsafe' };

  const categories = stored(judgement.categories);
  const chips = stored(judgement.chips);
  for (const each of ['a', 'b'] as const) {
    const unsafe = safety?.[each] === 'unsafe';
    if (!isAsked(unsafe ? asks.categories : [], categories[each])) return { ok: false, refusal: 'not_asked' };
    if (!isAsked(asks.chips, chips[each])) return { ok: false, refusal: 'not_asked' };
  }
  if (judgement.edited !== null && !asks.editStep) return { ok: false, refusal: 'not_asked' };
  if (asks.commentRequired && !judgement.comment) return { ok: false, refusal: 'comment_missing' };
  const { strength, comment } = judgement;
  return { ok: true, preference: { side, strength, safety, categories, chips, comment } };
}

/** Every code is one of those asked for, and none is given twice. */
function isAsked(asked: readonly string[], given: readonly string[]): boolean {
  return new Set(given).size === given.length && given.every((code) => asked.includes(code));
}
