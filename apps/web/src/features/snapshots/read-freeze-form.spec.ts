import { expect, test } from '@playwright/test';
import { type FreezeFormValues, rareFiltersSet, settingsOf, startingValues } from './freeze-values.ts';
import {
  type FreezeBody,
  type FreezeField,
  freeName,
  readFreezeForm,
  readPreview,
} from './read-freeze-form.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const good = startingValues('First');

function bodyOf(changes: Partial<FreezeFormValues>): FreezeBody {
  const reading = readFreezeForm({ ...good, ...changes });
  if (!reading.ok) throw new Error(`refused: ${[...reading.faults].join()}`);
  return reading.body;
}

test('everything chosen is sent as no restriction, which keeps judgements without a strength', () => {
  expect(bodyOf({})).toMatchObject({
    testShare: 0.1,
    parentId: null,
    filter: { batchIds: [], strengths: [], languages: [], models: [], minAgreement: null, minVotes: 1 },
  });
});

const choices: [string, Partial<FreezeFormValues>, Partial<FreezeBody['filter']>][] = [
  ['batches', { batchIds: [id] }, { batchIds: [id] }],
  ['a strength', { strengths: ['better'] }, { strengths: ['better'] }],
  ['a day, which begins at midnight', { from: '2026-11-02' }, { submittedFrom: '2026-11-02T00:00:00.000Z' }],
  ['a moment', { before: ' 2026-11-02T14:30:00+09:00' }, { submittedBefore: '2026-11-02T05:30:00.000Z' }],
  ['languages', { languages: ['en', 'ko'] }, { languages: ['en', 'ko'] }],
  ['a share in percent', { minAgreement: '66' }, { minAgreement: 0.66 }],
  ['one model', { models: ['llama'] }, { models: ['llama'] }],
  ['a pair of models', { models: ['a b', 'c'] }, { models: ['a b', 'c'] }],
];
for (const [name, changes, filter] of choices) {
  test(`${name}: a choice is sent as it was made`, () => {
    expect(bodyOf(changes).filter).toMatchObject(filter);
  });
}

const faults: [string, Partial<FreezeFormValues>, FreezeField[]][] = [
  ['an empty name', { name: ' ' }, ['name']],
  ['no batch at all', { batchIds: [] }, ['batches']],
  ['no strength at all', { strengths: [] }, ['strengths']],
  ['a share above ninety', { testShare: '95' }, ['testShare']],
  ['a share in words', { testShare: 'ten' }, ['testShare']],
  ['no share', { testShare: '' }, ['testShare']],
  ['two faults', { name: '', testShare: '-1' }, ['name', 'testShare']],
  ['a day that there is not', { from: '2026-02-30' }, ['from']],
  ['an end that is the beginning', { from: '2026-11-02', before: '2026-11-02' }, ['before']],
  ['no votes', { minVotes: '0' }, ['minVotes']],
  ['half a vote', { minVotes: '1.5' }, ['minVotes']],
  ['an agreement below a half', { minAgreement: '40' }, ['minAgreement']],
  [
    'more languages than can be asked for',
    { languages: Array.from({ length: 101 }, (_, n) => `x-${n}`) },
    ['languages'],
  ],
];
for (const [name, changes, fields] of faults) {
  test(`${name} is a fault of its own field`, () => {
    const reading = readFreezeForm({ ...good, ...changes });
    expect(reading.ok ? [] : [...reading.faults].toSorted()).toEqual(fields);
  });
}

test('the settings of a snapshot that are taken over freeze the same again', () => {
  const body = bodyOf({
    batchIds: [id],
    strengths: ['better', 'slightly_better'],
    from: '2026-11-02',
    before: '2026-11-09T08:15:30.123Z',
    languages: ['en', 'und'],
    guidelineVersions: [2],
    annotatorIds: [id],
    safetyBins: ['both_safe'],
    minVotes: '3',
    minAgreement: '66.7',
    flags: 'unflagged',
    models: ['llama'],
    includeGold: true,
    aggregation: 'majority',
    tieRule: 'stronger',
    margin: 'large',
    testShare: '7',
    formats: ['trl', 'parquet'],
    compression: 'gzip',
  });
  expect(bodyOf({ ...startingValues('First'), ...settingsOf(body) })).toEqual(body);
  const plain = bodyOf({});
  expect({ ...good, ...settingsOf(plain) }).toEqual(good);
});

test('the rare filters that say something are counted, a pair of models as one', () => {
  expect(rareFiltersSet(good)).toBe(0);
  expect(rareFiltersSet({ ...good, batchIds: [id], includeGold: true })).toBe(0);
  expect(
    rareFiltersSet({
      ...good,
      models: ['a', 'b'],
      languages: ['ko'],
      minVotes: '2',
      safetyBins: ['both_safe'],
    }),
  ).toBe(4);
});

test('a preview needs no name, and waits while what it counts cannot be read', () => {
  expect(readPreview({ ...good, name: '' })).toMatchObject({ aggregation: 'each', testShare: 0.1 });
  expect(readPreview({ ...good, minVotes: '' })).toBeNull();
});

test('the suggested name goes on counting past names that are taken', () => {
  const nameOf = (n: number) => `Snapshot ${n}`;
  expect(freeName([], nameOf)).toBe('Snapshot 1');
  expect(freeName(['Snapshot 2'], nameOf)).toBe('Snapshot 3');
});
