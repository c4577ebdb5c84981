import { type Calibration, MIN_CALIBRATION_PAIRS } from '@preferably/contracts';

/** Why there is no slope, or why the one that was fitted is not to be relied on. */
export type Caveat = 'tooFew' | 'ties' | 'allRight' | 'mostlyWrong';

/** What the trainer says of a calibration in English, told from its numbers; null where it says nothing. */
export function caveatOf({ slope, reason, fitted_on_pairs, bins_after }: Calibration): Caveat | null {
  if (reason === null) return null;
  if (slope === null) return fitted_on_pairs < MIN_CALIBRATION_PAIRS ? 'tooFew' : 'ties';
  // A slope is remarked on where it stands at its bound: the least makes every probability a coin, the most a certainty.
  const bins = bins_after ?? [];
  const pairs = bins.reduce((sum, { count }) => sum + count, 0);
  const confidence = bins.reduce((sum, bin) => sum + (bin.confidence * bin.count) / pairs, 0);
  return confidence > 0.75 ? 'allRight' : 'mostlyWrong';
}
