import { expect, test } from '@playwright/test';
import { strengths } from '@preferably/domain';
import { type FreezeField, type FreezeFormValues, freeName, readFreezeForm } from './read-freeze-form.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const good: FreezeFormValues = {
  name: 'First',
  batchIds: null,
  strengths,
  includeRecorded: true,
  includeChosenUnsafe: false,
  margin: 'small',
  testShare: '10',
};

test('everything chosen is sent as no restriction, which keeps judgements without a strength', () => {
  const reading = readFreezeForm(good);
  expect(reading.ok && reading.body).toMatchObject({
    testShare: 0.1,
    filter: { batchIds: [], strengths: [] },
  });
});

test('a choice is sent as it was made', () => {
  const reading = readFreezeForm({ ...good, batchIds: [id], strengths: ['better'], margin: 'large' });
  expect(reading.ok && reading.body).toMatchObject({
    margin: 'large',
    filter: { batchIds: [id], strengths: ['better'] },
  });
});

const faults: [string, Partial<FreezeFormValues>, FreezeField[]][] = [
  ['an empty name', { name: ' ' }, ['name']],
  ['no batch at all', { batchIds: [] }, ['batches']],
  ['no strength at all', { strengths: [] }, ['strengths']],
  ['a share above ninety', { testShare: '95' }, ['testShare']],
  ['a share in words', { testShare: 'ten' }, ['testShare']],
  ['no share', { testShare: '' }, ['testShare']],
  ['two faults', { name: '', testShare: '-1' }, ['name', 'testShare']],
];
for (const [name, changes, fields] of faults) {
  test(`${name} is a fault of its own field`, () => {
    const reading = readFreezeForm({ ...good, ...changes });
    expect(reading.ok ? [] : [...reading.faults].toSorted()).toEqual(fields);
  });
}

test('the suggested name goes on counting past names that are taken', () => {
  const nameOf = (n: number) => `Snapshot ${n}`;
  expect(freeName([], nameOf)).toBe('Snapshot 1');
  expect(freeName(['Snapshot 2'], nameOf)).toBe('Snapshot 3');
});
