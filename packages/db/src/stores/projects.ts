import { randomBytes } from 'node:crypto';
import type { BatchKind, BatchState, Dimension, Role, TestRules } from '@preferably/domain';
import { refusing } from '../constraint-errors.ts';
import { type Database, newId } from '../database.ts';

export interface NewProject {
  name: string;
  slug: string;
  dimension: Dimension;
  guidelineSetId: string;
}

/** How the comparisons of a project are judged; the table has a default for each. */
export interface ProjectSettings {
  votesWanted?: number | undefined;
  leaseSeconds?: number | undefined;
  lookAhead?: number | undefined;
  commentRequired?: boolean | undefined;
  editStep?: boolean | undefined;
  blurred?: boolean | undefined;
  dailyCap?: number | null | undefined;
  breakMinutes?: number | null | undefined;
  goldShare?: number | undefined;
  qualification?: TestRules | null | undefined;
}

/** The rules of the test in the columns that hold them: all or none. */
function columnsOf<T extends ProjectSettings>({ qualification: rules, ...settings }: T) {
  if (rules === undefined) return settings;
  return {
    ...settings,
    qualificationComparisons: rules?.comparisons ?? null,
    qualificationPassMark: rules?.passMark ?? null,
    qualificationTries: rules?.tries ?? null,
  };
}

interface RuleColumns {
  qualificationComparisons: number | null;
  qualificationPassMark: number | null;
  qualificationTries: number | null;
}

/** A project with the rules of its test as one value, null where it asks for none. */
function withRules<T extends RuleColumns>(project: T) {
  const {
    qualificationComparisons: comparisons,
    qualificationPassMark: passMark,
    qualificationTries: tries,
    ...rest
  } = project;
  const asked = comparisons !== null && passMark !== null && tries !== null;
  return { ...rest, qualification: asked ? { comparisons, passMark, tries } : null };
}

/** Opens a project. Its shuffle seed decides, with the ids, which response each annotator sees first. */
export async function createProject(db: Database, project: NewProject & ProjectSettings) {
  const shuffleSeed = randomBytes(16).toString('hex');
  const data = { id: newId(), shuffleSeed, ...columnsOf(project) };
  return withRules(await refusing(db.prisma.project.create({ data })));
}

export async function updateProject(
  db: Database,
  id: string,
  change: { name?: string | undefined } & ProjectSettings,
) {
  return withRules(await db.prisma.project.update({ where: { id }, data: columnsOf(change) }));
}

/** All projects for an admin (userId null), else those the person belongs to, with the role there. */
export async function listProjects(db: Database, userId: string | null) {
  const projects = await db.prisma.project.findMany({
    where: userId ? { members: { some: { userId } } } : {},
    include: { members: { where: { userId: userId ?? undefined }, take: 1 } },
    orderBy: { createdAt: 'asc' },
  });
  return projects.map(({ members, ...project }) => ({
    ...withRules(project),
    role: (userId ? members[0]?.role : 'admin') ?? ('annotator' as Role),
  }));
}

export async function findProject(db: Database, id: string) {
  const project = await db.prisma.project.findUnique({ where: { id } });
  return project && withRules(project);
}

/** The role a person has in a project, or null; and null for a project that does not exist. */
export async function roleInProject(db: Database, projectId: string, userId: string): Promise<Role | null> {
  const { rows } = await db.pool.query<{ role: Role }>({
    name: 'role-in-project',
    text: 'select role from project_member where project_id = $1 and user_id = $2',
    values: [projectId, userId],
  });
  return rows[0]?.role ?? null;
}

const owners = {
  assignment: 'select project_id from assignment where id = $1',
  comparison: 'select project_id from comparison where id = $1',
  snapshot: 'select project_id from snapshot where id = $1',
  run: 'select project_id from run where id = $1',
  scoring: 'select project_id from scoring where id = $1',
} as const;
export type OwnedBy = keyof typeof owners;

/** The project something belongs to; null when it does not exist. */
export async function projectOf(db: Database, kind: OwnedBy, id: string): Promise<string | null> {
  const { rows } = await db.pool.query<{ project_id: string }>({
    name: `project-of-${kind}`,
    text: owners[kind],
    values: [id],
  });
  return rows[0]?.project_id ?? null;
}

export async function listMembers(db: Database, projectId: string) {
  const members = await db.prisma.projectMember.findMany({
    where: { projectId },
    include: { user: true },
    orderBy: { createdAt: 'asc' },
  });
  return members.map((m) => ({ userId: m.userId, name: m.user.name, email: m.user.email, role: m.role }));
}

/** Adds or changes a member. Whoever belongs to a project can judge, so the person becomes an annotator too. */
export async function putMember(db: Database, projectId: string, userId: string, role: Role) {
  await refusing(
    db.prisma.projectMember.upsert({
      where: { projectId_userId: { projectId, userId } },
      create: { projectId, userId, role },
      update: { role },
    }),
  );
  await ensureAnnotator(db, userId);
}

export async function removeMember(db: Database, projectId: string, userId: string): Promise<boolean> {
  const { count } = await db.prisma.projectMember.deleteMany({ where: { projectId, userId } });
  return count === 1;
}

/** A person's annotator has the person's own id, so that hot statements need no join to find it. */
export async function ensureAnnotator(db: Database, userId: string) {
  await db.pool.query('insert into annotator (id, user_id) values ($1, $1) on conflict do nothing', [userId]);
}

export interface BatchRow {
  id: string;
  projectId: string;
  number: number;
  name: string;
  kind: BatchKind;
  state: BatchState;
  votesWanted: number;
  comparisons: number;
  comparisonsDone: number;
  preferences: number;
  known: number;
  createdAt: Date;
}

const batchSql = `
  select b.id, b.project_id as "projectId", b.number, b.name, b.kind, b.state, b.votes_wanted as "votesWanted",
         b.created_at as "createdAt", c.comparisons, c.done as "comparisonsDone", c.votes as preferences, c.known
  from batch b cross join lateral (
    select count(*) filter (where kind = 'work' or b.kind = 'qualification')::int as comparisons,
           count(*) filter (where kind = 'work' and state = 'done')::int as done,
           coalesce(sum(votes_done) filter (where kind = 'work'), 0)::int as votes,
           count(*) filter (where kind <> 'work')::int as known
    from comparison where batch_id = b.id
  ) c`;

export async function listBatches(db: Database, projectId: string): Promise<BatchRow[]> {
  const { rows } = await db.pool.query<BatchRow>(`${batchSql} where b.project_id = $1 order by b.number`, [
    projectId,
  ]);
  return rows;
}

export async function findBatch(db: Database, projectId: string, batchId: string): Promise<BatchRow | null> {
  const { rows } = await db.pool.query<BatchRow>(`${batchSql} where b.project_id = $1 and b.id = $2`, [
    projectId,
    batchId,
  ]);
  return rows[0] ?? null;
}

/** Creates a batch with the next number; the project's overlap is the default. */
export async function createBatch(
  db: Database,
  projectId: string,
  name: string,
  votesWanted: number | undefined,
  kind: BatchKind = 'work',
) {
  return refusing(insertBatch(db.pool, { projectId, name, votesWanted, kind }));
}

/** Within a transaction or by itself; what the constraints refuse comes out as they say it. */
export async function insertBatch(
  by: Pick<Database['pool'], 'query'>,
  batch: { projectId: string; name: string; votesWanted: number | undefined; kind: BatchKind },
): Promise<string> {
  const id = newId();
  await by.query(
    `insert into batch (id, project_id, number, name, votes_wanted, kind)
     select $1, p.id, coalesce((select max(number) from batch where project_id = p.id), 0) + 1, $3,
            coalesce($4, p.votes_wanted), $5::"BatchKind"
     from project p where p.id = $2`,
    [id, batch.projectId, batch.name, batch.votesWanted ?? null, batch.kind],
  );
  return id;
}

export async function updateBatch(
  db: Database,
  batchId: string,
  change: { name?: string; state?: BatchState },
) {
  await db.prisma.batch.update({ where: { id: batchId }, data: change });
}
