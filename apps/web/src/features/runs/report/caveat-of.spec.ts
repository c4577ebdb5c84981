import { expect, test } from '@playwright/test';
import type { Calibration } from '@preferably/contracts';
import { type Caveat, caveatOf } from './caveat-of.ts';

const calibration = (changes: Partial<Calibration>): Calibration => ({
  ...{ slope: null, fitted_on_pairs: 0, reason: 'in English', before: null, after: null },
  ...{ bins_before: [], bins_after: null, ...changes },
});
const bins = (...confidences: number[]): Calibration['bins_after'] =>
  confidences.map((confidence, n) => ({ count: 10 + n, confidence, accuracy: 0.5, ci95: [0.4, 0.6] }));

const cases: [string, Partial<Calibration>, Caveat | null][] = [
  ['a slope without a remark has none', { slope: 1, reason: null, bins_after: bins(0.6, 0.9) }, null],
  ['49 pairs are too few', { fitted_on_pairs: 49 }, 'tooFew'],
  ['50 pairs without a slope are ties', { fitted_on_pairs: 50 }, 'ties'],
  ['a slope that makes all of them certain', { slope: 80, bins_after: bins(0.97, 0.999, 1) }, 'allRight'],
  ['a slope that makes all of them coins', { slope: 0.01, bins_after: bins(0.501, 0.504) }, 'mostlyWrong'],
];
for (const [name, changes, caveat] of cases) {
  test(name, () => expect(caveatOf(calibration(changes))).toBe(caveat));
}
