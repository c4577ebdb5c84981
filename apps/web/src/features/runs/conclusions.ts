import type { Control, Evaluation, FullEvaluation } from '@preferably/contracts';

/** An accuracy with its interval, as the report gives it for a model and for the rules beside it. */
export type Measured = Pick<Evaluation, 'pairs' | 'accuracy' | 'ci95'>;

export type ChanceVerdict = 'above' | 'below' | 'undecided' | 'unknown';
export type RuleVerdict = 'higher' | 'lower' | 'overlapping' | 'unknown';

export interface Conclusion {
  chance: ChanceVerdict;
  words: RuleVerdict;
  length: RuleVerdict;
  /** Whether the rules were judged by the paired interval of the lead, and not by two intervals side by side. */
  paired: boolean;
  /** Half the width of the interval, as a share: what cannot be resolved with so many pairs. */
  resolution: number | null;
  tone: 'ok' | 'info' | 'warn';
}

/** Whether it was measured as schema 2 asks, with controls, calibration and the rest. */
export const isFull = (evaluation: Evaluation | FullEvaluation): evaluation is FullEvaluation =>
  'controls' in evaluation;

/** With the interval to conclude from: by dialog where there is one, else Wilson's, which counts pairs alone. */
export const byDialog = <M extends Measured & { ci95_clustered?: Measured['ci95'] }>(measured: M): M => ({
  ...measured,
  ci95: measured.ci95_clustered ?? measured.ci95,
});

export function againstChance({ ci95 }: Measured): ChanceVerdict {
  if (!ci95) return 'unknown';
  if (ci95[0] > 0.5) return 'above';
  return ci95[1] < 0.5 ? 'below' : 'undecided';
}

/**
 * Two accuracies differ only where their intervals are apart. That is stricter than a paired test, which a report of
 * schema 1 has no room for: it may miss a difference, it does not invent one.
 */
export function againstRule(model: Measured, rule: Measured): RuleVerdict {
  if (!model.ci95 || !rule.ci95) return 'unknown';
  if (model.ci95[0] > rule.ci95[1]) return 'higher';
  return model.ci95[1] < rule.ci95[0] ? 'lower' : 'overlapping';
}

/** The same pairs were judged by both, so the interval of their difference decides whether it excludes none at all. */
export function verdictOfLead({ lead_ci95 }: Pick<Control, 'lead_ci95'>): RuleVerdict {
  if (!lead_ci95) return 'unknown';
  if (lead_ci95[0] > 0) return 'higher';
  return lead_ci95[1] < 0 ? 'lower' : 'overlapping';
}

/** A rule beside the model, with its interval by dialog where the report has one. */
export function ruleOf(
  evaluation: Evaluation | FullEvaluation,
  rule: 'baseline' | 'length_baseline',
): Measured {
  const plain = evaluation[rule];
  const control = isFull(evaluation) && evaluation.controls.find((each) => each.name === plain.name);
  return control ? byDialog(control) : plain;
}

/** What one test set allows to say about a model. */
export function concludeOn(evaluation: Evaluation | FullEvaluation): Conclusion {
  const whole = byDialog(evaluation);
  const leadOf = (name: string) =>
    isFull(evaluation) ? evaluation.controls.find((each) => each.name === name) : undefined;
  const [words, length] = [leadOf('bag_of_words'), leadOf(evaluation.length_baseline.name)];
  const paired = Boolean(words?.lead_ci95);
  const chance = againstChance(whole);
  const verdict = {
    chance,
    words: words?.lead_ci95 ? verdictOfLead(words) : againstRule(whole, evaluation.baseline),
    length:
      length?.lead_ci95 && paired ? verdictOfLead(length) : againstRule(whole, evaluation.length_baseline),
  };
  const resolution = whole.ci95 && (whole.ci95[1] - whole.ci95[0]) / 2;
  return { ...verdict, paired, resolution, tone: toneOf(chance, verdict.words) };
}

/** Good news needs both: above chance, and above what words alone reach. */
function toneOf(chance: ChanceVerdict, words: RuleVerdict): Conclusion['tone'] {
  if (chance === 'above' && words === 'higher') return 'ok';
  return chance === 'above' && words !== 'lower' ? 'info' : 'warn';
}
