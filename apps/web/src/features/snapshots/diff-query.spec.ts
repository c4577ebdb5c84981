import { expect, test } from '@playwright/test';
import { diffAddress, readDiffQuery, usualOther } from './diff-query.ts';

test('an address that is written reads as the same query', () => {
  const address = new URL(diffAddress('p', 's', { against: 'a', after: 'c' }), 'http://here.invalid');
  expect(address.pathname).toBe('/projects/p/snapshots/s/diff');
  expect(readDiffQuery(Object.fromEntries(address.searchParams))).toEqual({ against: 'a', after: 'c' });
});

test('a word twice is no word', () => {
  expect(readDiffQuery({ against: ['a', 'b'], after: [] })).toEqual({});
});

const [first, second, third] = ['1', '2', '3'].map((id) => ({ id, name: id }));
const cases = [
  ['the parent', { id: '3', parent: { id: '1', name: '1' } }, [second, first], '1'],
  ['the newest of the earlier ones', { id: '2', parent: null }, [third, first], '1'],
  ['a later one where there is none before', { id: '1', parent: null }, [third, second], '3'],
  ['nothing where there is no other', { id: '1', parent: null }, [], undefined],
] as const;
for (const [name, snapshot, others, expected] of cases) {
  test(`a snapshot is compared first with ${name}`, () => {
    expect(
      usualOther(
        snapshot,
        others.flatMap((each) => (each ? [each] : [])),
      )?.id,
    ).toBe(expected);
  });
}
