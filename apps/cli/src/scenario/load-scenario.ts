import {
  type Assignment,
  type Client,
  claimNext,
  createBatch,
  createProject,
  createUser,
  freezeSnapshot,
  getProject,
  type ImportRow,
  importComparisons,
  listProjects,
  listSnapshots,
  listUsers,
  putMember,
  submitPreference,
  updateBatch,
  updateMe,
} from '@preferably/contracts';
import { CliError } from '../errors.ts';
import { publishedGuidelines } from '../guidelines.ts';
import { comparisonsBySource, placeOnScreen, readGuidelines } from '../judging.ts';
import { type Address, type Session, signIn } from '../session.ts';
import { uuidv7 } from '../uuid.ts';
import { snapshotReady } from '../waiting.ts';
import { type Choice, type DemoFiles, readDemoFiles } from './files.ts';
import { demoPeople, demoProjects } from './people.ts';

export interface ScenarioOptions {
  address: Address;
  admin: Session;
  /** Of every demo account. */
  password: string;
  signal: AbortSignal;
  log: (line: string) => void;
}

const batchName = 'Week 1';

/**
 * Fills an instance with the demo through the public API alone. Every step looks before it makes, so a start that
 * was interrupted here goes on with the next one.
 */
export async function loadScenario(options: ScenarioOptions): Promise<void> {
  const { client } = options.admin;
  const users = await openAccounts(client, options.password);
  const annotators = await signInAnnotators(options);
  for (const project of demoProjects) {
    const files = readDemoFiles(project.dimension);
    const projectId = await openProject(client, project, files);
    for (const person of demoPeople) {
      const userId = users.get(person.email);
      if (!userId) throw new CliError(`the account ${person.email} is missing`);
      await client(putMember, { params: { projectId, userId }, body: { role: person.role } });
    }
    const batch = await openBatch(client, projectId, files.lines);
    await judge(options, projectId, batch, files, annotators);
    await freeze(options, projectId);
    options.log(`demo: ${project.name} loaded, ${files.rows.length} comparisons`);
  }
}

async function openAccounts(client: Client, password: string): Promise<Map<string, string>> {
  const users = new Map((await client(listUsers, {})).users.map((u) => [u.email, u.id]));
  for (const { name, email, role } of demoPeople) {
    if (users.has(email)) continue;
    users.set(email, (await client(createUser, { body: { name, email, role, password } })).user.id);
  }
  return users;
}

async function signInAnnotators({
  address,
  password,
  signal,
}: ScenarioOptions): Promise<Map<string, Client>> {
  const sessions = new Map<string, Client>();
  for (const person of demoPeople.filter((p) => p.role === 'annotator')) {
    const session = await signIn(address, person.email, password, signal);
    if (!session) {
      throw new CliError(
        `the demo account ${person.email} is there with another password: start with --no-demo, or with an empty database`,
      );
    }
    await session.client(updateMe, { body: { locale: person.locale } });
    sessions.set(person.key, session.client);
  }
  return sessions;
}

async function openProject(
  client: Client,
  { slug, name, dimension, guidelines }: (typeof demoProjects)[number],
  files: DemoFiles,
): Promise<string> {
  const guidelineSetId = await publishedGuidelines(client, guidelines, dimension, files.guidelines);
  const known = (await client(listProjects, {})).projects.find((p) => p.slug === slug);
  if (known) return known.id;
  const body = { name, slug, dimension, guidelineSetId, votesWanted: 2 };
  return (await client(createProject, { body })).id;
}

async function openBatch(client: Client, projectId: string, lines: string): Promise<number> {
  const { batches } = await client(getProject, { params: { projectId } });
  const batch =
    batches.find((b) => b.name === batchName) ??
    (await client(createBatch, { params: { projectId }, body: { name: batchName } }));
  const params = { projectId, batchId: batch.id };
  // Importing again what is there changes nothing.
  const { errors } = await client(importComparisons, { params, query: { name: 'demo' }, lines });
  if (errors[0])
    throw new CliError(`the demo file was refused in line ${errors[0].line}: ${errors[0].reason}`);
  if (batch.state !== 'open') await client(updateBatch, { params, body: { state: 'open' } });
  return batch.number;
}

async function judge(
  { admin, signal }: ScenarioOptions,
  projectId: string,
  batch: number,
  files: DemoFiles,
  annotators: ReadonlyMap<string, Client>,
): Promise<void> {
  const listed = await comparisonsBySource(admin.client, projectId, batch);
  for (const [annotator, client] of annotators) {
    await readGuidelines(client, projectId);
    const mine = files.choices.filter((choice) => choice.annotator === annotator);
    for (const wanted of mine) {
      signal.throwIfAborted();
      const comparisonId = listed.get(wanted.comparison)?.id;
      if (!comparisonId) throw new CliError(`a demo choice names nothing we imported: ${wanted.comparison}`);
      const { assignment } = await client(claimNext, { params: { projectId }, body: { comparisonId } });
      // Nothing to claim: this choice was handed in by an earlier start.
      if (!assignment) continue;
      // An earlier start may have been stopped between claim and choice: then that one is given back first.
      const row = rowOnScreen(files.rows, assignment.responses);
      const choice = mine.find((c) => c.comparison === row?.id);
      // A person is judging with this account already: it is theirs now.
      if (!row || !choice) break;
      await handIn(client, assignment, row, choice);
    }
  }
}

const rowOnScreen = (rows: readonly ImportRow[], shown: Assignment['responses']) =>
  rows.find(
    (row) =>
      [shown.first, shown.second].includes(row.response_a) &&
      [shown.first, shown.second].includes(row.response_b),
  );

async function handIn(client: Client, assignment: Assignment, row: ImportRow, choice: Choice): Promise<void> {
  const stored = { a: row.response_a, b: row.response_b };
  const place = placeOnScreen(assignment.responses, stored, choice.side);
  const [first, second] =
    placeOnScreen(assignment.responses, stored, 'a') === 'first'
      ? (['a', 'b'] as const)
      : (['b', 'a'] as const);
  const { safety } = choice;
  await client(submitPreference, {
    params: { assignmentId: assignment.id },
    body: {
      id: uuidv7(),
      place,
      strength: choice.strength,
      safety: safety ? { first: safety[first], second: safety[second] } : null,
      comment: choice.comment ?? null,
      activeMs: choice.seconds * 1000,
    },
  });
}

async function freeze({ admin, signal }: ScenarioOptions, projectId: string): Promise<void> {
  const params = { projectId };
  const { snapshots } = await admin.client(listSnapshots, { params });
  const snapshot =
    snapshots.find((s) => s.name === batchName) ??
    (await admin.client(freezeSnapshot, { params, body: { name: batchName, testShare: 0.2 } }));
  await snapshotReady(admin.client, snapshot.id, signal);
}
