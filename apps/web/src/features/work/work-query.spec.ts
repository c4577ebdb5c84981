import { expect, test } from '@playwright/test';
import { readWorkQuery, type WorkQuery, workAddress } from './work-query.ts';

const project = '00000000-0000-7000-8000-000000000001';

const cases: [string, Record<string, string | string[]>, WorkQuery][] = [
  ['nothing asked', {}, {}],
  [
    'everything',
    { project, state: 'judged', strength: 'better', search: ' 100% ' },
    { project, state: 'judged', strength: 'better', search: '100%' },
  ],
  [
    'what it should not hold',
    { project: 'mine', state: 'claimed', strength: 'best', search: '  ', other: 'x' },
    {},
  ],
  ['a word twice', { search: ['a', 'b'], project: [project, project] }, {}],
  ['more words than the service takes', { search: 'x'.repeat(300) }, { search: 'x'.repeat(200) }],
];
for (const [name, given, wanted] of cases) {
  test(`the address of the own work is read: ${name}`, () => {
    expect(readWorkQuery(given)).toEqual(wanted);
  });
}

test('an address that is written reads as the same query', () => {
  const query: WorkQuery = { project, state: 'skipped', search: 'a & b = 100%' };
  const address = new URL(workAddress(query), 'http://here.invalid');
  expect(address.pathname).toBe('/work');
  expect(readWorkQuery(Object.fromEntries(address.searchParams))).toEqual(query);
  expect(workAddress({})).toBe('/work');
});
