import { expect, test } from '@playwright/test';
import { settingsOf } from './settings-of.ts';

const filled = {
  name: 'Week',
  votesWanted: '2',
  leaseMinutes: '30',
  lookAhead: '4',
  dailyCap: '',
  breakMinutes: '',
  goldShare: '0',
  testComparisons: '',
  testPassMark: '',
  testTries: '',
};
function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}
const faultsOf = (fields: Record<string, string>) => {
  const found = settingsOf(form(fields));
  return found.ok ? [] : found.faults.toSorted();
};

test('a whole form becomes the settings; what is not ticked is off and what is left empty has no limit', () => {
  expect(settingsOf(form({ ...filled, blurred: 'on' }))).toEqual({
    ok: true,
    settings: {
      name: 'Week',
      commentRequired: false,
      editStep: false,
      blurred: true,
      dailyCap: null,
      breakMinutes: null,
      votesWanted: 2,
      leaseSeconds: 1800,
      lookAhead: 4,
      goldShare: 0,
      qualification: null,
    },
  });
});

test('percents become shares, and the three fields of the test its rules', () => {
  const test = { testComparisons: '10', testPassMark: '80', testTries: '2' };
  const found = settingsOf(form({ ...filled, goldShare: '7.5', ...test }));
  expect(found.ok && [found.settings.goldShare, found.settings.qualification]).toEqual([
    0.075,
    { comparisons: 10, passMark: 0.8, tries: 2 },
  ]);
});

test('of a test that is filled in by half, what is missing is named', () => {
  expect(faultsOf({ ...filled, testPassMark: '80' })).toEqual(['testComparisons', 'testTries']);
});

test('every wrong field is named', () => {
  const wrong = {
    name: ' ',
    votesWanted: '0',
    leaseMinutes: 'soon',
    lookAhead: '50',
    dailyCap: '0',
    breakMinutes: '9999',
    goldShare: '51',
    testComparisons: '0',
    testPassMark: '101',
    testTries: '2.5',
  };
  expect(faultsOf(wrong)).toEqual(Object.keys(wrong).toSorted());
});
