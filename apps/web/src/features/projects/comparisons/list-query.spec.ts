import { expect, test } from '@playwright/test';
import { listAddress, readListQuery } from './list-query.ts';

for (const [name, search, query] of [
  ['nothing asked', {}, { limit: 50 }],
  ['a batch and a place', { batch: '3', after: 'x' }, { limit: 50, batch: 3, after: 'x' }],
  ['no number for a batch', { batch: 'three' }, { limit: 50 }],
  ['a word twice', { batch: ['1', '2'], after: ['a', 'b'] }, { limit: 50 }],
] as const) {
  test(`the address of the list is read: ${name}`, () => {
    const given: Record<string, string | string[]> = {};
    for (const [key, value] of Object.entries(search))
      given[key] = typeof value === 'string' ? value : [...value];
    expect(readListQuery(given)).toEqual(query);
  });
}

test('an address that is written reads as the same query', () => {
  const address = new URL(listAddress('p', { batch: 2, after: 'c' }), 'http://here.invalid');
  expect(address.pathname).toBe('/projects/p/comparisons');
  expect(readListQuery(Object.fromEntries(address.searchParams))).toEqual({
    batch: 2,
    after: 'c',
    limit: 50,
  });
});
