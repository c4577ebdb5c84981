import { clusteredInterval } from './clustered-interval.ts';
import { type McNemar, mcnemar } from './mcnemar.ts';

/** What one model makes of one test pair. */
export interface PairScores {
  id: string;
  /** The dialog that the pair belongs to. */
  root: string;
  chosen: number;
  rejected: number;
}

/**
 * `a_better` and `b_better`: chance alone seldom does that. `no_difference`: none was seen. `not_told_apart`: so many
 * pairs would have shown a difference of that size. `too_few_pairs`: they would not.
 */
export const comparisonVerdicts = [
  'a_better',
  'b_better',
  'no_difference',
  'not_told_apart',
  'too_few_pairs',
] as const;
export type ComparisonVerdict = (typeof comparisonVerdicts)[number];

export interface PairedComparison {
  pairs: number;
  onlyScoredByA: number;
  onlyScoredByB: number;
  dialogs: number;
  accuracyA: number;
  accuracyB: number;
  /** b - a. */
  difference: number;
  /** Bootstrap by dialog, both answers to a pair kept together. */
  differenceCi95: [number, number] | null;
  rightOnlyA: number;
  rightOnlyB: number;
  ties: number;
  mcnemar: McNemar;
  /** The share of pairs that only one model ranks right. */
  discordantShare: number;
  /** Null where no difference was seen. */
  neededPairs: number | null;
  verdict: ComparisonVerdict;
}

/** Two-sided 5 % and 80 % power. */
const [Z_ALPHA, Z_BETA] = [1.959963984540054, 0.8416212335729143];
const SIGNIFICANT = 0.05;

/**
 * Pairs that show a true accuracy `difference` at 5 % two-sided with 80 % power (Connor 1987, Biometrics 43:207); null
 * for a difference of 0. It takes pairs as independent: with several pairs a dialog more are needed.
 */
export function neededPairs(discordantShare: number, difference: number): number | null {
  if (difference === 0) return null;
  const spread =
    Z_ALPHA * Math.sqrt(discordantShare) + Z_BETA * Math.sqrt(Math.max(0, discordantShare - difference ** 2));
  return Math.ceil(spread ** 2 / difference ** 2);
}

/** 1 where the chosen response scored higher, 0 where lower, one half for a tie. */
const outcome = ({ chosen, rejected }: PairScores) => 0.5 + 0.5 * Math.sign(chosen - rejected);

/**
 * Two models on the pairs that both scored, by id; null when there is none. A pair that one of them ties counts one
 * half in the accuracies and stays out of McNemar's counts.
 */
export function comparePaired(
  a: ReadonlyMap<string, PairScores>,
  b: ReadonlyMap<string, PairScores>,
  seed: number,
): PairedComparison | null {
  const common = [...a.values()].filter((pair) => b.has(pair.id));
  const pairs = common.length;
  if (pairs === 0) return null;
  const differences = new Float64Array(pairs);
  const dialogs = new Int32Array(pairs);
  const numbers = new Map<string, number>();
  let [rightA, rightB, rightOnlyA, rightOnlyB, ties] = [0, 0, 0, 0, 0];
  common.forEach((pair, at) => {
    const [ofA, ofB] = [outcome(pair), outcome(b.get(pair.id) as PairScores)];
    rightA += ofA;
    rightB += ofB;
    if (ofA - ofB === 1) rightOnlyA += 1;
    if (ofB - ofA === 1) rightOnlyB += 1;
    if (ofA === 0.5 || ofB === 0.5) ties += 1;
    differences[at] = ofB - ofA;
    const number = numbers.get(pair.root) ?? numbers.size;
    numbers.set(pair.root, number);
    dialogs[at] = number;
  });
  const [accuracyA, accuracyB] = [rightA / pairs, rightB / pairs];
  const difference = accuracyB - accuracyA;
  const discordantShare = (rightOnlyA + rightOnlyB) / pairs;
  const found = {
    pairs,
    onlyScoredByA: a.size - pairs,
    onlyScoredByB: b.size - pairs,
    dialogs: numbers.size,
    accuracyA,
    accuracyB,
    difference,
    differenceCi95: clusteredInterval(differences, dialogs, seed),
    rightOnlyA,
    rightOnlyB,
    ties,
    mcnemar: mcnemar(rightOnlyA, rightOnlyB),
    discordantShare,
    neededPairs: neededPairs(Math.max(discordantShare, Math.abs(difference)), difference),
  };
  return { ...found, verdict: verdictOf(found) };
}

/** The bootstrap by dialog decides, McNemar's test where there is none. */
function verdictOf(found: Omit<PairedComparison, 'verdict'>): ComparisonVerdict {
  const interval = found.differenceCi95;
  const apart = interval ? interval[0] > 0 || interval[1] < 0 : found.mcnemar.p < SIGNIFICANT;
  if (apart) return found.difference > 0 ? 'b_better' : 'a_better';
  if (found.neededPairs === null) return 'no_difference';
  return found.pairs >= found.neededPairs ? 'not_told_apart' : 'too_few_pairs';
}
