import { expect, test } from '@playwright/test';
import { chooseLocale } from '../i18n/choose-locale.ts';
import { formatBytes, formatDuration, formatShare, formatSpan } from './format.ts';
import { safePath } from './safe-path.ts';
import { uuidv7 } from './uuid.ts';

test('a UUIDv7 carries its time, version and variant', () => {
  const id = uuidv7(0x0123456789ab);
  expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  expect(uuidv7()).not.toBe(uuidv7());
});

const paths: [string | string[] | undefined, string][] = [
  ['/label/1?x=2', '/label/1?x=2'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example/', '/'],
  ['/\\elsewhere.example/', '/'],
  ['/\t/elsewhere.example/', '/'],
];
for (const [given, wanted] of paths) {
  test(`after signing in, ${JSON.stringify(given)} leads to ${wanted}`, () => {
    expect(safePath(given)).toBe(wanted);
  });
}

const languages: [string, Parameters<typeof chooseLocale>[0], string][] = [
  ['the cookie wins', { cookie: 'ko', profile: 'en', acceptLanguage: 'en' }, 'ko'],
  ['then the profile', { cookie: undefined, profile: 'ko', acceptLanguage: 'en' }, 'ko'],
  [
    'then the browser',
    { cookie: 'xx', profile: null, acceptLanguage: 'fr;q=0.9, en;q=0.1, ko-KR;q=0.8' },
    'ko',
  ],
  ['then English', { cookie: undefined, profile: null, acceptLanguage: 'fr' }, 'en'],
  ['a refused language is not taken', { cookie: undefined, profile: null, acceptLanguage: 'ko;q=0' }, 'en'],
];
for (const [name, from, wanted] of languages) {
  test(`language: ${name}`, () => {
    expect(chooseLocale(from)).toBe(wanted);
  });
}

test('numbers are written for people', () => {
  expect([
    formatBytes('en', 999),
    formatBytes('en', 1_540_000),
    formatShare('en', 0.634),
    formatShare('en', null),
  ]).toEqual(['999 byte', '1.5 MB', '63.4%', '–']);
  expect([formatDuration(95), formatDuration(3700)]).toEqual(['1:35', '1:01:40']);
});

for (const [ms, wanted] of [
  [0, '0 sec'],
  [45_200, '45 sec'],
  [90_000, '1 min 30 sec'],
  [120_000, '2 min'],
  [4_320_000, '1 hr 12 min'],
  [3_605_000, '1 hr'],
] as const) {
  test(`${ms} ms are ${wanted}`, () => {
    expect(formatSpan('en', ms)).toBe(wanted);
  });
}
