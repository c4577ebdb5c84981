import { expect, test } from '@playwright/test';
import {
  mixedPairs,
  type RunField,
  type RunFormValues,
  readRunForm,
  startingValues,
  stepsOf,
} from './read-run-form.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const other = '01890a5d-ac96-774b-bcce-b302099a8058';
const good: RunFormValues = {
  ...startingValues({ name: 'First', snapshot: undefined, evaluate: [], mix: [] }),
  trainSnapshotId: id,
};

test('the defaults are a valid run with the recipe of Llama 2', () => {
  const reading = readRunForm(good);
  expect(reading.ok && reading.body.recipe).toMatchObject({
    batch_pairs: 512,
    learning_rate: 1e-5,
    trained_layers: null,
  });
});

const faults: [string, Partial<RunFormValues>, RunField[]][] = [
  ['an empty name', { name: '  ' }, ['name']],
  ['no snapshot', { trainSnapshotId: '' }, ['trainSnapshotId']],
  ['an empty base model', { baseModel: '' }, ['baseModel']],
  ['a learning rate in words', { learning_rate: 'small' }, ['learning_rate']],
  ['an empty number', { batch_pairs: '' }, ['batch_pairs']],
  ['half a pair', { batch_pairs: '1.5' }, ['batch_pairs']],
  [
    'a negative layer count and a seed too large',
    { trained_layers: '-1', seed: '3000000000' },
    ['trained_layers', 'seed'],
  ],
  ['other sources without a share', { mixSnapshotIds: [other] }, ['other_share']],
  ['a share without other sources', { other_share: '10' }, ['mixSnapshotIds']],
  ['nothing but other sources', { mixSnapshotIds: [other], other_share: '100' }, ['other_share']],
  ['half of the judgements taken for their opposite', { label_smoothing: '50' }, ['label_smoothing']],
  ['no strength kept', { strengths: [] }, ['strengths']],
  ['an adapter of no width', { adapter: 'lora', rank: '0', alpha: 'x' }, ['rank', 'alpha']],
  ['an adapter put on commas', { adapter: 'lora', targets: ' , ' }, ['targets']],
];
for (const [name, changes, fields] of faults) {
  test(`${name} is a fault of its own field`, () => {
    const reading = readRunForm({ ...good, ...changes });
    expect(reading.ok ? [] : [...reading.faults]).toEqual(fields);
  });
}

test('an empty number of layers means all of them, and 1e-4 is understood', () => {
  const reading = readRunForm({ ...good, trained_layers: ' ', learning_rate: '1e-4' });
  expect(reading.ok && reading.body.recipe).toMatchObject({ trained_layers: null, learning_rate: 0.0001 });
});

test('a learning curve is asked for where it is ticked, and where the earlier run had one', () => {
  const asked = [false, true].map((learningCurve) => readRunForm({ ...good, learningCurve }));
  expect(asked.map((reading) => reading.ok && reading.body.learningCurve)).toEqual([false, true]);
  const from = { name: 'x', snapshot: undefined, evaluate: [], mix: [] };
  expect(startingValues({ ...from, learningCurve: true }).learningCurve).toBe(true);
  expect(startingValues(from).learningCurve).toBe(false);
});

test('the snapshot that is trained on is not evaluated a second time', () => {
  const reading = readRunForm({ ...good, evaluateSnapshotIds: [id] });
  expect(reading.ok && reading.body.evaluateSnapshotIds).toEqual([]);
});

test('the last step may be short of pairs, and no number of pairs makes no number of steps', () => {
  const steps = ['512', '32', '', '1.5', '0'].map((batch_pairs) => stepsOf(715, { batch_pairs }));
  expect(steps).toEqual([2, 23, null, null, null]);
});

test('a mix is what it has of its own and as much from elsewhere as the share asks for and the others have', () => {
  const pairs = ['0', '50', '10', '90', '', '100'].map((share) => mixedPairs(900, 1000, share));
  expect(pairs).toEqual([900, 1800, 1000, 1900, 900, 900]);
});

test('a mix is read with its share as part of one', () => {
  const reading = readRunForm({ ...good, mixSnapshotIds: [other, id], other_share: '10' });
  expect(reading.ok && reading.body).toMatchObject({ mixSnapshotIds: [other], recipe: { other_share: 0.1 } });
});
