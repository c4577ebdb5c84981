import { csvCell, csvHead, csvLine } from './export-csv.ts';
import { canonicalRow } from './testing/canonical-row.ts';

const cells: [string, string | number | boolean | null, string][] = [
  ['a text', 'hello', 'hello'],
  ['nothing', null, ''],
  ['a number', 0.5, '0.5'],
  ['a truth', true, 'true'],
  ['a comma', 'a,b', '"a,b"'],
  ['a quote', 'say "hi"', '"say ""hi"""'],
  ['a line end', 'a\nb', '"a\nb"'],
  ['a formula', '=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['a plus', '+1', "'+1"],
  ['a minus', '-1', "'-1"],
  ['an at sign', '@SUM(A1)', "'@SUM(A1)"],
  ['a tab before a formula', '\t=1', "'\t=1"],
  ['a carriage return before a formula', '\r=1', `"'\r=1"`],
  ['a line feed before a formula', '\n=1', `"'\n=1"`],
  ['a full-width equals sign', '＝1', "'＝1"],
  ['a sign inside of a text', 'a=1', 'a=1'],
];

test.each(cells)('%s as a cell', (_, value, expected) => {
  expect(csvCell(value)).toBe(expected);
});

test('a line has a cell for every column of the head', () => {
  const columns = csvHead.slice(1).trimEnd().split(',');
  const cells = csvLine(canonicalRow).trimEnd().split(',');
  expect(Object.fromEntries(columns.map((name, i) => [name, cells[i]]))).toMatchObject({
    id: canonicalRow.id,
    last_human_turn: 'Why?',
    turns: '1',
    strength: 'better',
    safety_a: '',
    votes_a: '1',
    submitted_at: '2026-11-02T10:00:00.000Z',
  });
  expect(cells).toHaveLength(columns.length);
  expect(csvHead.codePointAt(0)).toBe(0xfeff);
});
