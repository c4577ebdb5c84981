import type { CanonicalRow } from '@preferably/domain';
import { type Database, openDatabase } from '../database.ts';
import { submit } from '../stores/preferences.ts';
import { updateBatch } from '../stores/projects.ts';
import {
  addPairs,
  freezeAll,
  judgement,
  judgeNext,
  newPeople,
  newProject,
  pair,
  pairs,
  recorded,
  rowsOf,
  useDatabase,
} from '../testing/fixtures.ts';
import { snapshotLines } from './snapshot-lines.ts';

const at = useDatabase();

async function bytesOf(db: Database, snapshotId: string, step?: number): Promise<string> {
  let text = '';
  for await (const chunk of snapshotLines(db, snapshotId, step)) {
    expect(chunk.at(-1)).toBe('\n'.charCodeAt(0));
    text += chunk.toString();
  }
  return text;
}

async function read(snapshotId: string): Promise<CanonicalRow[]> {
  return (await bytesOf(at.db, snapshotId))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

test('a row holds the pair as it is stored, the judgement and where it comes from', async () => {
  const { db } = at;
  const project = await newProject(db, { dimension: 'safety' });
  await addPairs(db, project, [pair(1)]);
  const [person = ''] = await newPeople(db, 1);
  const safety = { a: 'unsafe', b: 'safe' } as const;
  const beside = { categories: { a: ['hate'], b: [] }, chips: { a: [], b: ['made_up'] }, comment: 'Safer.' };
  const judged = await judgeNext(db, person, project.projectId, { side: 'b', safety, ...beside });
  const { id } = await freezeAll(db, project.projectId, { testShare: 0 });
  expect(await read(id)).toEqual([
    {
      id: judged.preferenceId,
      comparison_id: judged.comparisonId,
      project: judged.projectName,
      dimension: 'safety',
      batch: 1,
      kind: 'work',
      split: 'train',
      root_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      prompt: [{ role: 'user', content: 'Question 1?' }],
      response_a: 'Answer one to 1.',
      response_b: 'Answer two to 1.',
      models: null,
      side: 'b',
      strength: 'better',
      safety,
      safety_bin: 'chosen_safe',
      ...beside,
      edited: null,
      annotator: expect.stringMatching(/^annotator-[0-9a-f]{12}$/),
      shown_first: judged.shownFirst,
      guideline_version: 1,
      recorded: false,
      votes: { a: 0, b: 1 },
      weight: 1,
      source: 'made up',
      lang: 'en',
      submitted_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    },
  ]);
});

test('many rows read twice are the same rows in the same order, every one once', async () => {
  const { db } = at;
  const project = await newProject(db);
  for (let from = 0; from < 1200; from += 400) {
    const chunk = pairs(400).map((_, i) => pair(from + i, { judgements: [recorded('paged', 'a')] }));
    await addPairs(db, project, chunk);
  }
  const { id, counts } = await freezeAll(db, project.projectId);
  const [once, twice] = [await read(id), await read(id)];
  expect(once).toEqual(twice);
  expect(once).toHaveLength(1200);
  expect(new Set(once.map((r) => r.id)).size).toBe(1200);
  expect(once.map((r) => r.comparison_id)).toEqual(once.map((r) => r.comparison_id).toSorted());
  expect(once.filter((r) => r.split === 'test')).toHaveLength(counts.test);
}, 240_000);

test.each([1, 3, 7, 8])('read %d rows a statement, the bytes are the same', async (step) => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(7));
  const [person = ''] = await newPeople(db, 1);
  for (let i = 0; i < 7; i++) await judgeNext(db, person, project.projectId);
  const { id } = await freezeAll(db, project.projectId);
  const whole = await bytesOf(db, id);
  expect(whole.match(/\n/g)).toHaveLength(7);
  expect(await bytesOf(db, id, step)).toBe(whole);
});

test('what is frozen stays as it was while revisions, votes and imports go on arriving', async () => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(5, { votesWanted: 2 }));
  const [person = '', other = ''] = await newPeople(db, 2);
  const mine = [];
  for (let i = 0; i < 5; i++) mine.push(await judgeNext(db, person, project.projectId));
  const { id } = await freezeAll(db, project.projectId);
  const before = await read(id);

  for (const { assignmentId } of mine) await submit(db, judgement(assignmentId, person, { side: 'b' }));
  await judgeNext(db, other, project.projectId);
  await addPairs(db, project, [pair(1, { judgements: [recorded('late', 'b')] }), pair(9)]);
  await updateBatch(db, project.batchId, { state: 'closed' });
  expect(await read(id)).toEqual(before);
  expect(before.every((row) => row.side === 'a')).toBe(true);

  const later = await read((await freezeAll(db, project.projectId)).id);
  expect(later.filter((row) => row.side === 'b')).toHaveLength(6);
});

test('the membership is cut at one moment though people submit while it is frozen', async () => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(60, { votesWanted: 4 }));
  const people = await newPeople(db, 4);
  const working = people.map(async (person) => {
    for (let i = 0; i < 20; i++) await judgeNext(db, person, project.projectId);
  });
  const frozen = await Promise.all([0, 1, 2].map(() => freezeAll(db, project.projectId)));
  for (const { id, counts } of frozen) {
    expect(await read(id)).toHaveLength(counts.rows);
    expect(counts.train + counts.test).toBe(counts.rows);
  }
  await Promise.all(working);
}, 240_000);

test('an annotator has one pseudonym in a snapshot, another in one that holds more, and none tells who it is', async () => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(3, { votesWanted: 2 }));
  const people = await newPeople(db, 2);
  for (const person of people) for (let i = 0; i < 2; i++) await judgeNext(db, person, project.projectId);
  const first = await freezeAll(db, project.projectId);
  await judgeNext(db, people[0] ?? '', project.projectId);
  const second = await freezeAll(db, project.projectId);
  const names = async (id: string) => new Set((await read(id)).map((row) => row.annotator));
  const [one, two] = [await names(first.id), await names(second.id)];
  expect([one.size, two.size]).toEqual([2, 2]);
  expect([...one].filter((name) => two.has(name))).toEqual([]);
  const [{ key } = { key: '' }] = await rowsOf<{ key: string }>(
    db,
    `select encode(key, 'hex') as key from split_key`,
  );
  const text = JSON.stringify(await read(first.id));
  for (const secret of [key, ...people]) expect(text).not.toContain(secret);
});

test('frozen twice, with another time zone and locale, the same rows are the same bytes', async () => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, pairs(5));
  const [person = ''] = await newPeople(db, 1);
  for (let i = 0; i < 5; i++)
    await judgeNext(db, person, project.projectId, { comment: 'İi ıI “so” \u2028' });
  const first = await bytesOf(db, (await freezeAll(db, project.projectId)).id);
  const elsewhere = new URL(at.url);
  elsewhere.searchParams.set('options', '-c TimeZone=Asia/Seoul -c DateStyle=German -c extra_float_digits=0');
  const other = openDatabase(elsewhere.href, 2);
  try {
    const second = await freezeAll(other, project.projectId);
    expect(await bytesOf(other, second.id)).toBe(first);
  } finally {
    await other.close();
  }
});

test('a recorded judgement has no guidelines, and a missing strength stays missing', async () => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, [pair(1, { judgements: [recorded('bare', 'b', { strength: null })] })]);
  const { id } = await freezeAll(db, project.projectId);
  expect(await read(id)).toMatchObject([
    { recorded: true, strength: null, safety: null, guideline_version: null, shown_first: 'a' },
  ]);
});

test('a filter that nothing passes freezes nothing', async () => {
  const { projectId } = await newProject(at.db);
  await expect(freezeAll(at.db, projectId)).rejects.toMatchObject({ code: 'snapshot_empty' });
  expect(await at.db.prisma.snapshot.count({ where: { projectId } })).toBe(0);
});
