import type { CardStatistics } from './card-statistics.ts';

/** What a reader of the card is warned of. Each is computed from the rows; one that does not hold is not told. */
export type CardLimit =
  | { kind: 'no_overlap' }
  | { kind: 'little_overlap'; share: number }
  | { kind: 'low_agreement'; ac1: number }
  | { kind: 'few_annotators'; annotators: number }
  | { kind: 'one_language'; language: string; share: number }
  | { kind: 'unnamed_language'; share: number }
  | { kind: 'no_test_rows' }
  | { kind: 'few_test_rows'; rows: number; halfWidth: number }
  | { kind: 'longer_preferred'; share: number }
  | { kind: 'place_preferred'; share: number }
  | { kind: 'unknown_strength'; share: number }
  | { kind: 'unnamed_models'; share: number };

/** Below these a figure of the card is worth a warning. */
const LITTLE_OVERLAP = 0.1;
const LOW_AC1 = 0.4;
const FEW_ANNOTATORS = 5;
const MOST_OF_ALL = 0.95;
const FEW_TEST_ROWS = 400;
const CLEARLY_LONGER = 0.6;
/** Standard errors that a share is away from one half before we call it a preference: one chance in a thousand. */
const CLEARLY = 3.29;

export function cardLimits(
  statistics: CardStatistics,
  counts: { annotators: number; test: number },
): CardLimit[] {
  const { rows, comparisons, overlapping, agreement, lengthBias, shownFirst } = statistics;
  const limits: CardLimit[] = [];
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

  if (overlapping === 0) limits.push({ kind: 'no_overlap' });
  else if (share(overlapping, comparisons) < LITTLE_OVERLAP)
    limits.push({ kind: 'little_overlap', share: share(overlapping, comparisons) });
  if (agreement.ac1 !== null && agreement.ac1 < LOW_AC1)
    limits.push({ kind: 'low_agreement', ac1: agreement.ac1 });
  if (counts.annotators < FEW_ANNOTATORS)
    limits.push({ kind: 'few_annotators', annotators: counts.annotators });

  const unnamed = share(statistics.languages.find(({ word }) => word === 'und')?.rows ?? 0, rows);
  const most = statistics.languages.find(({ word }) => word !== 'und');
  if (most && share(most.rows, rows) >= MOST_OF_ALL)
    limits.push({ kind: 'one_language', language: most.word, share: share(most.rows, rows) });
  if (unnamed > 0) limits.push({ kind: 'unnamed_language', share: unnamed });

  if (counts.test === 0) limits.push({ kind: 'no_test_rows' });
  else if (counts.test < FEW_TEST_ROWS)
    limits.push({
      kind: 'few_test_rows',
      rows: counts.test,
      halfWidth: 1.96 * Math.sqrt(0.25 / counts.test),
    });

  const longer = share(lengthBias.longer, lengthBias.longer + lengthBias.shorter);
  if (longer > CLEARLY_LONGER && clearly(longer, lengthBias.longer + lengthBias.shorter))
    limits.push({ kind: 'longer_preferred', share: longer });
  const first = share(shownFirst.preferred, shownFirst.judged);
  if (clearly(first, shownFirst.judged)) limits.push({ kind: 'place_preferred', share: first });

  const unknown = share(statistics.strengths.find(({ word }) => word === 'unknown')?.rows ?? 0, rows);
  if (unknown > 0) limits.push({ kind: 'unknown_strength', share: unknown });
  const named = share(
    statistics.models.reduce((sum, pair) => sum + pair.rows, 0),
    rows,
  );
  if (named < 1) limits.push({ kind: 'unnamed_models', share: 1 - named });
  return limits;
}

const clearly = (share: number, rows: number) =>
  rows > 0 && Math.abs(share - 0.5) > CLEARLY * Math.sqrt(0.25 / rows);
