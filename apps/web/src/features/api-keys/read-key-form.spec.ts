import { expect, test } from '@playwright/test';
import { type KeyField, type KeyFormValues, readKeyForm } from './read-key-form.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const now = '2026-11-25T21:00:00.000Z';
const good: KeyFormValues = { name: 'ci', scopes: ['read'], projects: null, term: '90', date: '' };

const terms: [string, Partial<KeyFormValues>, number | null][] = [
  ['a number of days', { term: '30' }, 30],
  ['for good', { term: 'never' }, null],
  ['tomorrow, late in the evening', { term: 'date', date: '2026-11-26' }, 1],
  ['a day of next year', { term: 'date', date: '2027-11-25' }, 365],
];
for (const [name, changes, days] of terms) {
  test(`a key lives as long as it was asked to: ${name}`, () => {
    const reading = readKeyForm({ ...good, ...changes }, now);
    expect(reading.ok && reading.body.expiresInDays).toBe(days);
  });
}

test('a key reads the projects that were chosen, or every one', () => {
  const bodyOf = (projects: string[] | null) => {
    const reading = readKeyForm({ ...good, projects }, now);
    return reading.ok && reading.body.projects;
  };
  expect(bodyOf([id])).toEqual([id]);
  expect(bodyOf(null)).toBeNull();
});

const faults: [string, Partial<KeyFormValues>, KeyField[]][] = [
  ['no name', { name: ' ' }, ['name']],
  ['no scope', { scopes: [] }, ['scopes']],
  ['some projects and none of them', { projects: [] }, ['projects']],
  ['no day', { term: 'date' }, ['date']],
  ['today', { term: 'date', date: '2026-11-25' }, ['date']],
  ['a day in twenty years', { term: 'date', date: '2046-11-25' }, ['date']],
];
for (const [name, changes, fields] of faults) {
  test(`${name} is a fault of its own field`, () => {
    const reading = readKeyForm({ ...good, ...changes }, now);
    expect(reading.ok ? [] : [...reading.faults]).toEqual(fields);
  });
}
