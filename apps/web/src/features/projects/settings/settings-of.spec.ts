import { expect, test } from '@playwright/test';
import { settingsOf } from './settings-of.ts';

const filled = {
  name: 'Week',
  votesWanted: '2',
  leaseMinutes: '30',
  lookAhead: '4',
  dailyCap: '',
  breakMinutes: '',
};
function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

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
    },
  });
});

test('every wrong field is named', () => {
  const wrong = {
    name: ' ',
    votesWanted: '0',
    leaseMinutes: 'soon',
    lookAhead: '50',
    dailyCap: '0',
    breakMinutes: '9999',
  };
  const found = settingsOf(form(wrong));
  expect(found.ok ? [] : found.faults.toSorted()).toEqual(Object.keys(wrong).toSorted());
});
