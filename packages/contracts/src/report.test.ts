import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Report } from './report.ts';

/** Written by the trainer's own code from simulated scores. */
const file = path.resolve(import.meta.dirname, '../fixtures/report-schema-2.json');
const written = () => JSON.parse(fs.readFileSync(file, 'utf8'));

const measured = { pairs: 6, accuracy: 0.5, ci95: [0.2, 0.8] };
const ofSchema1 = () => ({
  schema: 1,
  base_model: '/models/tiny',
  parameters: 10,
  trained_parameters: 10,
  device: 'cpu',
  dtype: 'float32',
  seconds: 1,
  train: {
    dimension: 'helpfulness',
    pairs: 14,
    dropped: {},
    truncated: 0,
    tokens: 100,
    steps: 1,
    final_loss: 0.7,
  },
  evaluations: [
    {
      dimension: 'helpfulness',
      ...measured,
      by_strength: [{ strength: 'unknown', ...measured }],
      baseline: { name: 'bag_of_words', ...measured },
      length_baseline: { name: 'shorter', ...measured },
    },
  ],
  curve: [],
  recipe: {},
});

test('a report of schema 2 is read whole: no key that the trainer writes is lost', () => {
  expect(Report.parse(written())).toEqual(written());
});

test('a report of schema 1 that is stored already stays as it is', () => {
  expect(Report.parse(ofSchema1())).toEqual(ofSchema1());
});

/** biome-ignore lint/suspicious/noExplicitAny: a report is spoilt here on purpose */
type Spoil = (report: any) => unknown;
const spoilt: [string, Spoil][] = [
  ['another schema', (r) => (r.schema = 3)],
  ['a report of schema 2 in the shape of schema 1', (r) => (r.evaluations = ofSchema1().evaluations)],
  ['no test set at all', (r) => (r.evaluations = [])],
  ['an accuracy above 1', (r) => (r.evaluations[0].accuracy = 1.2)],
  ['an accuracy without pairs', (r) => (r.evaluations[0].by_bin[0].pairs = 0)],
  ['pairs without an accuracy', (r) => (r.evaluations[0].by_source[0].accuracy = null)],
  ['an interval that begins after its end', (r) => r.evaluations[0].ci95_clustered.reverse()],
  ['a lead above 1', (r) => (r.evaluations[0].controls[0].lead = 2)],
  ['an unknown strength word', (r) => (r.evaluations[0].by_strength[0].strength = 'much_better')],
  ['an unknown number of turns', (r) => (r.evaluations[0].by_turns[0].turns = '0')],
  ['bins after the fit without a slope', (r) => (r.evaluations[0].calibration.slope = null)],
  ['a slope that turns rankings round', (r) => (r.evaluations[0].calibration.slope = -1)],
  ['more unsafe responses than responses', (r) => (r.evaluations[0].safety.unsafe = 10_000)],
  ['a histogram with a count too few', (r) => r.evaluations[0].histograms.score.chosen.pop()],
  ['edges that fall', (r) => r.evaluations[0].histograms.difference.edges.reverse()],
  ['a rating of 8', (r) => (r.evaluations[0].ratings.by_rating[0].rating = 8)],
  ['a negative count', (r) => (r.train.mix.drawn['open-data/all'] = -1)],
  ['a loss that is no number', (r) => (r.train.final_loss = null)],
];
test.each(spoilt)('%s is refused', (_, spoil) => {
  const report = written();
  spoil(report);
  expect(Report.safeParse(report).success).toBe(false);
});

test('what the data cannot give may be missing', () => {
  const report = written();
  const [own] = report.evaluations;
  Object.assign(own, { safety: null, ratings: null, histograms: null, ci95_clustered: null });
  Object.assign(own.calibration, { slope: null, reason: 'too few', after: null, bins_after: null });
  for (const key of ['places', 'mix', 'calibration_pairs']) delete report.train[key];
  delete own.name;
  const parsed = Report.safeParse(report);
  expect(parsed.success ? '' : z.prettifyError(parsed.error)).toBe('');
});
