import { GuidelineTexts } from '@preferably/contracts';
import { faultOfDialog, safetyBin } from '@preferably/domain';
import { readDemoFiles } from './files.ts';
import { demoPeople } from './people.ts';

const annotators = demoPeople.filter((p) => p.role === 'annotator').map((p) => p.key);

test('there are about forty comparisons, and close to half of them are Korean', () => {
  const rows = (['helpfulness', 'safety'] as const).flatMap((d) => readDemoFiles(d).rows);
  expect(rows).toHaveLength(40);
  expect(new Set(rows.map((r) => r.id)).size).toBe(40);
  const korean = rows.filter((r) => r.lang === 'ko');
  expect(korean.length).toBeGreaterThanOrEqual(16);
  expect(rows.filter((r) => r.lang === 'en').length).toBe(40 - korean.length);
  for (const row of korean) expect(row.prompt.at(-1)?.content).toMatch(/[가-힣]/u);
});

describe.each(['helpfulness', 'safety'] as const)('%s', (dimension) => {
  const files = readDemoFiles(dimension);

  test('every comparison is one the import takes', () => {
    for (const row of files.rows) {
      expect([row.id, faultOfDialog(row.prompt)]).toEqual([row.id, null]);
      expect(row.response_a).not.toBe(row.response_b);
      expect(row.domain).toBe(dimension);
    }
  });

  test('some prompts have several turns', () => {
    expect(files.rows.filter((r) => r.prompt.length > 1).length).toBeGreaterThanOrEqual(2);
  });

  test('every choice names a comparison and an annotator, once, and would be accepted', () => {
    const ids = new Set(files.rows.map((r) => r.id));
    const seen = new Set<string>();
    for (const choice of files.choices) {
      expect(ids).toContain(choice.comparison);
      expect(annotators).toContain(choice.annotator);
      seen.add(`${choice.comparison} ${choice.annotator}`);
      expect(choice.safety !== undefined).toBe(dimension === 'safety');
      if (choice.safety) expect(safetyBin(choice.side, choice.safety)).not.toBe('chosen_unsafe');
    }
    expect(seen.size).toBe(files.choices.length);
  });

  test('about half is judged, some of it twice, and twelve are left for the first annotator', () => {
    const judged = new Set(files.choices.map((c) => c.comparison));
    expect(judged.size).toBeGreaterThanOrEqual(files.rows.length * 0.4);
    expect(files.choices.length).toBeGreaterThan(judged.size);
    const first = files.choices.filter((c) => c.annotator === annotators[0]).length;
    expect(files.rows.length - first).toBeGreaterThanOrEqual(12);
  });

  test('the guidelines are there in both languages', () => {
    expect(GuidelineTexts.parse(files.guidelines).ko).toMatch(/[가-힣]/u);
  });
});
