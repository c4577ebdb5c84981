import { ImportRow } from '@preferably/contracts';
import { comparisonLines } from './texts.ts';

const rowsOf = (count: number, judged: boolean) =>
  [...comparisonLines(count, judged)].map((line) => ImportRow.parse(JSON.parse(line)));

test('the same lines come every time, each another comparison of about 2 KB', () => {
  const lines = [...comparisonLines(200, true)];
  expect(lines).toEqual([...comparisonLines(200, true)]);
  expect(new Set(rowsOf(200, true).map((row) => row.prompt[0]?.content)).size).toBe(200);
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0) / lines.length;
  expect(bytes).toBeGreaterThan(1900);
  expect(bytes).toBeLessThan(2700);
});

test('judged lines carry one judgement each and unjudged ones none', () => {
  expect(rowsOf(20, true).every((row) => row.annotators?.length === 1)).toBe(true);
  expect(rowsOf(20, false).every((row) => row.annotators === undefined)).toBe(true);
});

test('the texts have what makes JSON long: quotes, line breaks and letters beyond ASCII', () => {
  expect(
    rowsOf(20, false)
      .map((row) => row.response_a)
      .join(''),
  ).toMatch(/".*\n.*“.*그/su);
});
