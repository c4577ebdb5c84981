import type { ImportRow } from '@preferably/contracts';
import { type Dimension, type KnownAnswer, type KnownAnswerFault, readKnownAnswer } from '@preferably/domain';

const reasons: Record<KnownAnswerFault, string> = {
  no_answer: 'there is no known answer; name the better response as `preferred`, a or b',
  no_majority:
    'no response is preferred by more than half of the annotators; name the better one as `preferred`',
  prefers_unsafe:
    'the known answer prefers a response labelled unsafe over a safe one, which nobody may answer; correct it',
};

/** The known answer of a line. Labels count only where annotators give them, in a safety project. */
export function knownAnswerIn(
  row: ImportRow,
  dimension: Dimension,
): { ok: true; answer: KnownAnswer } | { ok: false; reason: string } {
  const label = (safe: boolean) => (safe ? 'safe' : 'unsafe');
  const labels = dimension === 'safety' ? row.safety : null;
  const read = readKnownAnswer({
    preferred: row.preferred ?? null,
    raters: row.annotators?.map((rater) => rater.preferred) ?? [],
    safety: labels ? { a: label(labels.a), b: label(labels.b) } : null,
  });
  return read.ok ? read : { ok: false, reason: reasons[read.fault] };
}
