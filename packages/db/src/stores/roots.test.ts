import { areNearDuplicates, signatureOf } from '@preferably/domain';
import {
  addPairs,
  freezeAll,
  newBatch,
  newProject,
  pair,
  recorded,
  rowsOf,
  useDatabase,
} from '../testing/fixtures.ts';
import { registerLeftRoots, registerRoots, rootSha256 } from './roots.ts';

const at = useDatabase();
const asked = (content: string) => [{ role: 'user' as const, content }];
const judged = (n: number, content: string) =>
  pair(n, { prompt: asked(content), judgements: [recorded('r', 'a')] });

const leadersOf = async (content: string) => {
  const sql = 'select leaders from root where sha256 = $1';
  const [row] = await rowsOf<{ leaders: string[] }>(at.db, sql, [rootSha256(asked(content))]);
  return row?.leaders;
};

const letter = 'Please write a short letter to my landlord about the broken heating in the kitchen';

test('a root follows the earlier one that it nearly repeats, whatever project that is in', async () => {
  const [one, other] = [await newProject(at.db), await newProject(at.db)];
  await addPairs(at.db, one, [judged(1, letter)]);
  await addPairs(at.db, other, [
    judged(1, `${letter}.`),
    judged(2, 'Something else altogether, about bread.'),
  ]);
  const first = rootSha256(asked(letter));
  expect(await leadersOf(letter)).toEqual([first]);
  expect(await leadersOf(`${letter}.`)).toEqual([first]);
  expect(await leadersOf('Something else altogether, about bread.')).toHaveLength(1);
});

test('what is known stays as it is, and within one import the earlier line leads', async () => {
  const text = 'Explain to a child of seven years why the sky is blue in the day and red in the evening';
  const project = await newProject(at.db);
  await addPairs(at.db, project, [judged(1, text), judged(2, `${text}?`), judged(3, `${text}!`)]);
  const first = [rootSha256(asked(text))];
  for (const each of ['', '?', '!']) expect(await leadersOf(text + each)).toEqual(first);
  await registerRoots(at.db, [asked(`${text}!`), asked(text)]);
  await registerLeftRoots(at.db, project.projectId);
  for (const each of ['', '?', '!']) expect(await leadersOf(text + each)).toEqual(first);
});

test('freezing makes up for roots that an import has left', async () => {
  const project = await newProject(at.db);
  const contents = Array.from({ length: 30 }, (_, i) => `A question numbered ${i * 7919} about nothing much`);
  await addPairs(
    at.db,
    project,
    contents.map((content, n) => judged(n, content)),
  );
  await at.db.pool.query('truncate root');
  const { counts } = await freezeAll(at.db, project.projectId);
  expect(counts.rows + (counts.leftOut.bridges_splits ?? 0)).toBe(30);
  expect(await rowsOf(at.db, 'select from root')).toHaveLength(30);
});

test('two importers at once know every root once, and near-duplicates still find each other', async () => {
  const projects = await Promise.all([0, 1, 2, 3].map(() => newProject(at.db)));
  const text = 'Give me four ideas for a rainy Sunday afternoon with two small children and no money';
  await Promise.all(
    projects.map((project, i) =>
      addPairs(at.db, project, [judged(1, `${text}${'!'.repeat(i)}`), judged(2, text)]),
    ),
  );
  const leaders = new Set<string>();
  for (let i = 0; i < 4; i++)
    for (const each of (await leadersOf(`${text}${'!'.repeat(i)}`)) ?? []) leaders.add(each);
  expect(leaders.size).toBe(1);
});

/** A generator of numbers that gives the same ones for the same seed (mulberry32). */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const words =
  'why how please write explain the a my letter bread sky heating child short long kind of for with about'.split(
    ' ',
  );

test.each([1, 2, 3, 4, 5, 6])(
  'whatever texts come (seed %i), no near-duplicates are on both sides, and no row ever changes its side',
  async (seed) => {
    const { db } = at;
    const random = numbers(seed);
    const project = await newProject(db);
    const texts: string[] = [];
    const sides = new Map<string, string>();
    for (let week = 0; week < 4; week++) {
      const batch = { ...project, batchId: await newBatch(db, project.projectId) };
      const fresh = Array.from({ length: 25 }, () => {
        const earlier = texts[random(Math.max(1, texts.length))];
        // Half of them repeat an earlier text with a word changed, so that chains and bridges come about.
        const text =
          earlier && random(2)
            ? earlier
                .split(' ')
                .with(random(12), words[random(words.length)] ?? '')
                .join(' ')
            : Array.from({ length: 14 }, () => words[random(words.length)]).join(' ');
        texts.push(text);
        return text;
      });
      await addPairs(
        db,
        batch,
        fresh.map((text, i) => judged(week * 100 + i, text)),
      );
      const { id } = await freezeAll(db, project.projectId, { testShare: 0.5 });
      const rows = await rowsOf<{ text: string; split: string }>(
        db,
        `select pr.messages -> 0 ->> 'content' as text, r.split from snapshot_row r
         join comparison c on c.id = r.comparison_id join prompt pr on pr.id = c.prompt_id where r.snapshot_id = $1`,
        [id],
      );
      for (const { text, split } of rows) {
        expect(sides.get(text) ?? split).toBe(split);
        sides.set(text, split);
      }
      const signed = [...new Map(rows.map((row) => [row.text, row])).values()].map((row) => ({
        ...row,
        ...signatureOf(row.text),
      }));
      for (const one of signed)
        for (const other of signed)
          if (one.split !== other.split)
            expect(areNearDuplicates(one, other)).toBe(false);
    }
    expect(new Set(sides.values())).toEqual(new Set(['train', 'test']));
  },
  120_000,
);
