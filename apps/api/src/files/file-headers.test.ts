import { isKnown, rangeOf, typeOf } from './file-headers.ts';

test.each([
  ['no header', undefined, null],
  ['a start', 'bytes=5-', { start: 5, end: 9 }],
  ['both ends', 'bytes=2-3', { start: 2, end: 3 }],
  ['the last bytes', 'bytes=-4', { start: 6, end: 9 }],
  ['an end beyond the file', 'bytes=8-99', { start: 8, end: 9 }],
  ['a start beyond the file', 'bytes=10-', 'unsatisfiable'],
  ['an end before its start', 'bytes=5-2', null],
  ['none of the last bytes', 'bytes=-0', 'unsatisfiable'],
  ['several ranges: the whole file is a right answer', 'bytes=1-2,4-5', null],
])('a range with %s', (_, header, expected) => {
  expect(rangeOf(header, 10)).toEqual(expected);
});

test.each([
  ['is the only one', '"a"', true],
  ['is among others', '"b", "a"', true],
  ['was weakened by a proxy on the way', 'W/"a"', true],
  ['is any', '*', true],
  ['is another', '"b"', false],
  ['is not sent', undefined, false],
])('a file is known when its tag %s', (_, header, expected) => {
  expect(isKnown(header, '"a"')).toBe(expected);
});

test.each([
  ['manifest.json', 'application/json'],
  ['trl-train.jsonl', 'application/x-ndjson'],
  ['trl-train.jsonl.gz', 'application/gzip'],
  ['huggingface/data/train-00000-of-00001.parquet', 'application/vnd.apache.parquet'],
  ['huggingface/README.md', 'text/markdown; charset=utf-8'],
  ['schema', 'application/octet-stream'],
])('%s is served as %s', (name, type) => {
  expect(typeOf(name)).toBe(type);
});
