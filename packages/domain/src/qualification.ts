import type { QualificationState } from './vocabulary.ts';

/** The test that a project asks for before its first comparison. */
export interface TestRules {
  comparisons: number;
  /** The share that has to be right, between 0 and 1. */
  passMark: number;
  tries: number;
}

/** What of somebody's try decides how they stand. */
export interface Tried {
  /** Null while it is open. */
  passed: boolean | null;
  /** An admin let them in: it is no try of theirs. */
  granted: boolean;
}

export interface Standing {
  state: QualificationState;
  triesLeft: number;
  granted: boolean;
}

/** How many comparisons of a try have to be right. The subtraction is for products such as 0.55 × 100, which is above 55. */
export function neededOf({ comparisons, passMark }: TestRules): number {
  return Math.max(0, Math.ceil(passMark * comparisons - 1e-9));
}

/** How somebody stands with the test of a project. @param rules null where it asks for none */
export function standingOf(rules: TestRules | null, attempts: readonly Tried[]): Standing {
  const own = attempts.filter((attempt) => !attempt.granted);
  const granted = own.length < attempts.length;
  if (rules === null) return { state: 'not_asked', triesLeft: 0, granted };
  const triesLeft = Math.max(0, rules.tries - own.length);
  return { state: stateOf(attempts, triesLeft), triesLeft, granted };
}

function stateOf(attempts: readonly Tried[], triesLeft: number): QualificationState {
  if (attempts.some((attempt) => attempt.passed)) return 'passed';
  if (attempts.some((attempt) => attempt.passed === null)) return 'begun';
  if (attempts.length === 0) return 'not_begun';
  return triesLeft === 0 ? 'failed' : 'try_failed';
}
