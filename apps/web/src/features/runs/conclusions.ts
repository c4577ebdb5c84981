import type { Evaluation } from '@preferably/contracts';

/** An accuracy with its interval, as the report gives it for a model and for the rules beside it. */
export type Measured = Pick<Evaluation, 'pairs' | 'accuracy' | 'ci95'>;

export type ChanceVerdict = 'above' | 'below' | 'undecided' | 'unknown';
export type RuleVerdict = 'higher' | 'lower' | 'overlapping' | 'unknown';

export interface Conclusion {
  chance: ChanceVerdict;
  words: RuleVerdict;
  length: RuleVerdict;
  /** Half the width of the interval, as a share: what cannot be resolved with so many pairs. */
  resolution: number | null;
  tone: 'ok' | 'info' | 'warn';
}

export function againstChance({ ci95 }: Measured): ChanceVerdict {
  if (!ci95) return 'unknown';
  if (ci95[0] > 0.5) return 'above';
  return ci95[1] < 0.5 ? 'below' : 'undecided';
}

/**
 * Two accuracies differ only where their intervals are apart. That is stricter than a paired test, which the report
 * has no room for: it may miss a difference, it does not invent one.
 */
export function againstRule(model: Measured, rule: Measured): RuleVerdict {
  if (!model.ci95 || !rule.ci95) return 'unknown';
  if (model.ci95[0] > rule.ci95[1]) return 'higher';
  return model.ci95[1] < rule.ci95[0] ? 'lower' : 'overlapping';
}

/** What one test set allows to say about a model. */
export function concludeOn(evaluation: Evaluation): Conclusion {
  const chance = againstChance(evaluation);
  const words = againstRule(evaluation, evaluation.baseline);
  const length = againstRule(evaluation, evaluation.length_baseline);
  const resolution = evaluation.ci95 && (evaluation.ci95[1] - evaluation.ci95[0]) / 2;
  return { chance, words, length, resolution, tone: toneOf(chance, words) };
}

/** Good news needs both: above chance, and above what words alone reach. */
function toneOf(chance: ChanceVerdict, words: RuleVerdict): Conclusion['tone'] {
  if (chance === 'above' && words === 'higher') return 'ok';
  return chance === 'above' && words !== 'lower' ? 'info' : 'warn';
}
