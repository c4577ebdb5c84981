import type { Report } from '@preferably/contracts';

const measured = { pairs: 6, accuracy: 0.75, ci95: [0.5, 0.9] as [number, number] };
/** The least that a trainer reports. */
export const plainReport: Report = {
  ...{ schema: 1, base_model: 'tiny', parameters: 10, trained_parameters: 10, device: 'cpu' },
  ...{ dtype: 'float32', seconds: 1, curve: [], recipe: {} },
  train: {
    ...{ dimension: 'helpfulness', pairs: 14, dropped: {}, truncated: 0, tokens: 100 },
    ...{ steps: 1, final_loss: 0.7 },
  },
  evaluations: [
    {
      ...{ dimension: 'helpfulness', ...measured, by_strength: [] },
      ...{
        baseline: { name: 'bag_of_words', ...measured },
        length_baseline: { name: 'shorter', ...measured },
      },
    },
  ],
};
