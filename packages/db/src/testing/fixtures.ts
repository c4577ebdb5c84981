// What the tests of this package start from: a database for the file, and a project with people and pairs in it.
import type { BatchKind, ComparisonKind, Dimension, Side, Strength, TestRules } from '@preferably/domain';
import { type Database, newId, openDatabase } from '../database.ts';
import { type ClaimedComparison, claim } from '../queues/assignment-queue.ts';
import { draftVersion, publishVersion } from '../stores/guidelines.ts';
import {
  addComparisons,
  beginImport,
  type NewComparison,
  type RecordedJudgement,
} from '../stores/imports.ts';
import { type NewPreference, submit } from '../stores/preferences.ts';
import { createBatch, createProject, updateBatch, updateProject } from '../stores/projects.ts';
import { createTestDatabase } from './test-database.ts';

export * from './snapshot-fixtures.ts';

/** A migrated database for the whole jest file; `db` is there once the tests run. */
export function useDatabase(connections = 16): { db: Database; url: string } {
  const held = {} as { db: Database; url: string };
  let drop = async () => {};
  beforeAll(async () => {
    const made = await createTestDatabase();
    drop = made.drop;
    held.url = made.url;
    held.db = openDatabase(made.url, connections);
  });
  afterAll(async () => {
    await held.db?.close();
    await drop();
  });
  return held;
}

export interface TestProject {
  projectId: string;
  guidelineSetId: string;
  versionId: string;
  batchId: string;
}

/** A project with an open batch and, unless told otherwise, published guidelines. */
export async function newProject(
  db: Database,
  options: { dimension?: Dimension; votesWanted?: number; leaseSeconds?: number; published?: boolean } = {},
): Promise<TestProject> {
  const { dimension = 'helpfulness', votesWanted = 1, leaseSeconds = 600, published = true } = options;
  const guidelineSetId = newId();
  await db.prisma.guidelineSet.create({ data: { id: guidelineSetId, name: 'How to judge', dimension } });
  const { id: versionId } = await draftVersion(db, guidelineSetId, { en: 'Prefer the better one.' });
  if (published) await publishVersion(db, versionId);
  await everybodyHasRead(db);
  const name = `p-${newId()}`;
  const project = { name, slug: name, dimension, guidelineSetId, votesWanted, leaseSeconds };
  const { id: projectId } = await createProject(db, project);
  const batchId = await newBatch(db, projectId);
  return { projectId, guidelineSetId, versionId, batchId };
}

export async function newBatch(
  db: Database,
  projectId: string,
  state: 'draft' | 'open' | 'closed' = 'open',
  kind: BatchKind = 'work',
): Promise<string> {
  const id = await createBatch(db, projectId, 'A week', undefined, kind);
  if (state !== 'draft') await updateBatch(db, id, { state });
  return id;
}

export async function newPeople(db: Database, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await db.prisma.user.createMany({
    data: ids.map((id) => ({ id, name: 'Somebody', email: `${id}@example.org` })),
  });
  await db.prisma.annotator.createMany({ data: ids.map((id) => ({ id, userId: id })) });
  await everybodyHasRead(db);
  return ids;
}

/** Everybody has acknowledged everything that is published by now: what most tests are not about. */
export async function everybodyHasRead(db: Database): Promise<void> {
  await db.pool.query(
    `insert into acknowledgement (annotator_id, version_id, at)
     select a.id, v.id, now() from annotator a, guideline_version v
     where a.user_id is not null and v.state = 'published'
       and not exists (select 1 from acknowledgement k where k.annotator_id = a.id and k.version_id = v.id)
     on conflict do nothing`,
  );
}

/** Publishes a next version of a project's guidelines; nobody has read it yet. */
export async function publishNext(
  db: Database,
  guidelineSetId: string,
  text = 'Look closer.',
): Promise<string> {
  const { id } = await draftVersion(db, guidelineSetId, { en: text });
  await publishVersion(db, id);
  return id;
}

/** The n-th pair of a made-up file. */
export function pair(n: number, change: Partial<NewComparison> = {}): NewComparison {
  return {
    line: n,
    prompt: [{ role: 'user', content: `Question ${n}?` }],
    responseA: `Answer one to ${n}.`,
    responseB: `Answer two to ${n}.`,
    models: null,
    lang: 'en',
    source: 'made up',
    sourceId: `made-up:${n}`,
    votesWanted: 1,
    judgements: [],
    knownAnswer: null,
    ...change,
  };
}

export const pairs = (count: number, change: Partial<NewComparison> = {}) =>
  Array.from({ length: count }, (_, i) => pair(i + 1, change));

export const recorded = (
  rater: string,
  side: Side,
  change: Partial<RecordedJudgement> = {},
): RecordedJudgement => ({
  rater,
  side,
  strength: 'better',
  safety: null,
  shownFirst: null,
  ...change,
});

/** Imports pairs into a project's batch under an import of their own. */
export async function addPairs(
  db: Database,
  at: { projectId: string; batchId: string },
  chunk: NewComparison[],
  kind: ComparisonKind = 'work',
) {
  const { projectId, batchId } = at;
  const record = {
    projectId,
    batchId,
    format: 'preferably',
    name: 'made up',
    judged: false,
    createdBy: null,
  };
  const { id: importId, createdAt: importedAt } = await beginImport(db, record);
  return addComparisons(db, { projectId, batchId, importId, kind, importedAt }, chunk);
}

/** Gold comparisons from the n-th pair of the file on; their answer is a. */
export const addGold = (
  db: Database,
  at: { projectId: string; batchId: string },
  from: number,
  count: number,
) => addPairs(db, at, answered(from, count), 'gold');

/** Pairs from the n-th on whose known answer is a. */
export const answered = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => pair(from + i, { knownAnswer: { side: 'a', safety: null } }));

/** A project with something in it to freeze: one comparison that came judged. */
export async function newJudgedProject(db: Database): Promise<TestProject> {
  const project = await newProject(db);
  await addPairs(db, project, [pair(0, { judgements: [recorded('somebody', 'a')] })]);
  return project;
}

/** A judgement of an assignment, ready to be submitted. */
export const judgement = (
  assignmentId: string,
  annotatorId: string,
  change: Partial<NewPreference> = {},
): NewPreference => ({
  id: newId(),
  assignmentId,
  annotatorId,
  side: 'a',
  strength: 'better' as Strength,
  safety: null,
  categories: { a: [], b: [] },
  chips: { a: [], b: [] },
  comment: null,
  editedResponseId: null,
  firstChoiceMs: null,
  activeMs: null,
  idleMs: null,
  changes: null,
  seen: null,
  judgedAt: null,
  ...change,
});

/** Claims and judges the next comparison of a project. */
export async function judgeNext(
  db: Database,
  annotatorId: string,
  projectId: string,
  change: Partial<NewPreference> = {},
): Promise<ClaimedComparison & { preferenceId: string }> {
  const claimed = await claimOrFail(db, annotatorId, projectId);
  const stored = await submit(db, judgement(claimed.assignmentId, annotatorId, change));
  if (!stored) throw new Error('the preference was not stored');
  return { ...claimed, preferenceId: stored.preferenceId };
}

export async function claimOrFail(
  db: Database,
  annotatorId: string,
  projectId: string,
  comparisonId?: string,
): Promise<ClaimedComparison> {
  const claimed = await claim(db, annotatorId, projectId, comparisonId);
  if (!claimed) throw new Error('there was nothing to claim');
  return claimed;
}

/** Gives somebody a comparison that no draw has given them. */
export async function handOut(db: Database, annotatorId: string, comparisonId: string): Promise<string> {
  const id = newId();
  await db.pool.query(
    `insert into assignment (id, comparison_id, project_id, annotator_id, guideline_version_id, shown_first, slot, state,
                             claimed_at, lease_expires_at)
     select $1, c.id, c.project_id, $2, v.id, 'a', 49, 'claimed', now(), now() + interval '1 hour'
     from comparison c join project p on p.id = c.project_id
     join guideline_version v on v.guideline_set_id = p.guideline_set_id and v.state = 'published'
     where c.id = $3 order by v.number desc limit 1`,
    [id, annotatorId, comparisonId],
  );
  await db.pool.query('update comparison set claims_open = claims_open + 1 where id = $1', [comparisonId]);
  return id;
}

/** The test of a project: its rules, and an open batch with as many comparisons, whose answer is a. */
export async function askForTest(
  db: Database,
  projectId: string,
  count: number,
  rules: TestRules = { comparisons: 3, passMark: 0.6, tries: 2 },
): Promise<string> {
  await updateProject(db, projectId, { qualification: rules });
  const batchId = await newBatch(db, projectId, 'open', 'qualification');
  await addPairs(db, { projectId, batchId }, answered(1000, count), 'qualification');
  return batchId;
}

/** The rows of a statement, for looking at what a function under test has left. */
export async function rowsOf<T extends object>(
  db: Database,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  return (await db.pool.query<T>(sql, values)).rows;
}

/** Lets every open lease of a table run out, without waiting for it. */
export async function runOut(
  db: Database,
  table: 'assignment' | 'run' | 'scoring' | 'snapshot',
  id: string,
): Promise<void> {
  await db.pool.query(`update ${table} set lease_expires_at = now() - interval '1 second' where id = $1`, [
    id,
  ]);
}

/** Until some session of this database waits for a lock: proof that a statement is blocked, without a guess at its pace. */
export async function untilSomebodyWaits(db: Database): Promise<void> {
  const sql = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while (!(await db.pool.query(sql)).rowCount);
}
