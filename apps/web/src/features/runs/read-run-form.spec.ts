import { expect, test } from '@playwright/test';
import {
  type RunField,
  type RunFormValues,
  rateText,
  readRunForm,
  startingValues,
  stepsOf,
} from './read-run-form.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const good: RunFormValues = {
  ...startingValues({ name: 'First', snapshot: undefined, evaluate: [] }),
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

test('the snapshot that is trained on is not evaluated a second time', () => {
  const reading = readRunForm({ ...good, evaluateSnapshotIds: [id] });
  expect(reading.ok && reading.body.evaluateSnapshotIds).toEqual([]);
});

test('small rates are written as engineers write them', () => {
  expect([1e-5, 3.5e-5, 0.01, 5e-6].map(rateText)).toEqual(['1e-5', '3.5e-5', '0.01', '5e-6']);
});

test('the last step may be short of pairs, and no number of pairs makes no number of steps', () => {
  const steps = ['512', '32', '', '1.5', '0'].map((batch_pairs) => stepsOf(715, { batch_pairs }));
  expect(steps).toEqual([2, 23, null, null, null]);
});
