import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';

const folder = import.meta.dirname;
const areas = (locale: string) => readdirSync(path.join(folder, locale)).toSorted();

function leaves(value: unknown, prefix = ''): [string, string][] {
  if (typeof value === 'string') return [[prefix, value]];
  return Object.entries(value as object).flatMap(([key, inner]) =>
    leaves(inner, prefix ? `${prefix}.${key}` : key),
  );
}

const read = (locale: string, area: string) =>
  new Map(leaves(JSON.parse(readFileSync(path.join(folder, locale, area), 'utf8'))));

/** The arguments a message asks for: {name}, {name, number}, {name, plural, …}. */
const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\s*[,}]/gu)].map((match) => match[1]).toSorted();

test('both languages have the same areas', () => {
  expect(areas('ko')).toEqual(areas('en'));
});

for (const area of areas('en')) {
  test(`${area} has the same keys and arguments in both languages, and no empty message`, () => {
    const [en, ko] = [read('en', area), read('ko', area)];
    expect([...ko.keys()].toSorted()).toEqual([...en.keys()].toSorted());
    for (const [key, text] of en) {
      const other = ko.get(key) ?? '';
      expect(text.trim(), key).not.toBe('');
      expect(other.trim(), key).not.toBe('');
      expect([...new Set(placeholders(other))], key).toEqual([...new Set(placeholders(text))]);
    }
  });
}
