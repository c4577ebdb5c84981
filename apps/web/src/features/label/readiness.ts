import type { Assignment, Draft, Project } from '@preferably/contracts';
import { type Asks, decidePreference, type Judgement, type Place, scale } from '@preferably/domain';
import type { Work } from './label-state.ts';

export type Missing = 'choice' | 'safety' | 'contradiction' | 'comment';
export type Readiness = { ok: true; judgement: Judgement } | { ok: false; missing: Missing };
export type ProjectAsks = Pick<Project, 'commentRequired' | 'editStep'>;

/** What the project and the guideline version of a comparison ask for. */
export function asksOf({ dimension, guidelines }: Assignment, project: ProjectAsks): Asks {
  const codes = (choices: readonly { code: string }[]) => choices.map((choice) => choice.code);
  const { commentRequired, editStep } = project;
  const { categories, chips } = guidelines;
  return { dimension, categories: codes(categories), chips: codes(chips), commentRequired, editStep };
}

/** Whether the draft can be sent, by the same rule that the service applies. */
export function readinessOf({ assignment, draft }: Work, project: ProjectAsks): Readiness {
  const { step, safety } = draft;
  const asks = asksOf(assignment, project);
  const { dimension } = asks;
  const chosen = scale.find((s) => s.step === step);
  const labels = safety.first && safety.second ? { first: safety.first, second: safety.second } : null;
  if (!chosen) return { ok: false, missing: 'choice' };
  if (dimension === 'safety' && !labels) return { ok: false, missing: 'safety' };
  const judgement: Judgement = {
    place: chosen.place,
    strength: chosen.strength,
    safety: dimension === 'safety' ? labels : null,
    categories: {
      first: labels?.first === 'unsafe' ? given(asks.categories, draft.categories.first) : [],
      second: labels?.second === 'unsafe' ? given(asks.categories, draft.categories.second) : [],
    },
    chips: { first: given(asks.chips, draft.chips.first), second: given(asks.chips, draft.chips.second) },
    comment: draft.comment.trim() || null,
    edited: asks.editStep ? improvementOf(draft, assignment.responses, chosen.place) : null,
  };
  // Which stored side stands first is unknown here and changes nothing about the rule.
  const decision = decidePreference(asks, 'a', judgement);
  if (decision.ok) return { ok: true, judgement };
  return { ok: false, missing: decision.refusal === 'comment_missing' ? 'comment' : 'contradiction' };
}

/** Ticks that still mean something: a draft may be older than the guidelines it is sent under. */
const given = (asked: readonly string[], ticked: readonly string[]): string[] =>
  ticked.filter((c) => asked.includes(c));

/** The improved text, when it improves the response that is preferred and is another text than either. */
function improvementOf(draft: Draft, responses: Assignment['responses'], place: Place): string | null {
  if (draft.edited?.place !== place) return null;
  const text = draft.edited.text.trim();
  const old = [responses.first.trim(), responses.second.trim()];
  return text === '' || old.includes(text) ? null : text;
}
