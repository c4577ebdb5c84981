import { expect, test } from '@playwright/test';
import { readCompareQuery } from './compare-query.ts';

const model = (id: string, state: 'candidate' | 'promoted' | 'archived' = 'candidate') => ({ id, state });
const ids = (found: { a: { id: string }; b: { id: string } } | null) => found && [found.a.id, found.b.id];

test('the newest is set against the promoted one', () => {
  const models = [model('new'), model('old'), model('used', 'promoted')];
  expect(ids(readCompareQuery({}, models))).toEqual(['used', 'new']);
});

test('without a promoted one, against the next; an archived one comes last', () => {
  expect(ids(readCompareQuery({}, [model('c'), model('b', 'archived'), model('a')]))).toEqual(['a', 'c']);
  expect(ids(readCompareQuery({}, [model('b', 'archived'), model('a')]))).toEqual(['b', 'a']);
});

test('the address decides, and what it names wrongly is left out', () => {
  const models = [model('c'), model('b'), model('a', 'promoted')];
  expect(ids(readCompareQuery({ a: 'c', b: 'b' }, models))).toEqual(['c', 'b']);
  expect(ids(readCompareQuery({ a: 'c' }, models))).toEqual(['c', 'b']);
  expect(ids(readCompareQuery({ b: 'c' }, models))).toEqual(['a', 'c']);
  expect(ids(readCompareQuery({ a: 'x', b: ['c'] }, models))).toEqual(['a', 'c']);
});

test('one model alone is compared with nothing', () => {
  expect(readCompareQuery({}, [model('a')])).toBeNull();
});
