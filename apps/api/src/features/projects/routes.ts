import {
  createBatch,
  createProject,
  fillBatch,
  getProject,
  getProjectStatistics,
  listComparisons,
  listMembers,
  listProjects,
  listRevisions,
  previewFill,
  putMember,
  removeMember,
  updateBatch,
  updateProject,
} from '@preferably/contracts';
import { audit, comparisons, projects, statistics } from '@preferably/db';
import { DomainError, type Role } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { admins, anyCaller, members, projectAdmins, staff } from '../../policies.ts';
import { changeBatch } from './change-batch.ts';
import { fillNext, previewOf } from './fill-batch.ts';
import { revisionsOf } from './list-revisions.ts';

type Stored = NonNullable<Awaited<ReturnType<typeof projects.findProject>>>;

function shape(project: Stored, role: Role) {
  const { shuffleSeed: _, createdAt, ...shown } = project;
  return { ...shown, createdAt: createdAt.toISOString(), role };
}

const shapeBatch = (batch: projects.BatchRow) => ({ ...batch, createdAt: batch.createdAt.toISOString() });

export function projectRoutes({ route, db }: Context) {
  const find = async (id: string) => {
    const project = await projects.findProject(db, id);
    if (!project) throw new DomainError('not_found', 'there is no such project');
    return project;
  };

  route(listProjects, anyCaller, async ({ caller }) => {
    const mine = await projects.listProjects(db, caller.role === 'admin' ? null : caller.userId);
    const told = mine.filter((p) => caller.projects?.includes(p.id) ?? true);
    return { projects: told.map((p) => shape(p, p.role)) };
  });

  route(createProject, admins, async ({ body, caller }) => {
    const project = await projects.createProject(db, body);
    await audit(db, { actor: caller.userId, action: 'project.create', object: project.id });
    return shape(project, 'admin');
  });

  route(updateProject, projectAdmins, async ({ params, body, caller }) => {
    await find(params.projectId);
    const project = await projects.updateProject(db, params.projectId, body);
    const detail = { changed: Object.keys(body) };
    await audit(db, { actor: caller.userId, action: 'project.update', object: project.id, detail });
    return shape(project, 'admin');
  });

  route(getProject, members, async ({ params, caller }) => {
    const project = await find(params.projectId);
    const role = caller.role === 'admin' ? 'admin' : (caller.projectRole as Role);
    // Counters that stand still after a submission would tell an annotator that it was gold.
    const batches = role === 'annotator' ? [] : await projects.listBatches(db, project.id);
    return { project: shape(project, role), batches: batches.map(shapeBatch) };
  });

  route(getProjectStatistics, staff, async ({ params }) => {
    await find(params.projectId);
    return statistics.projectStatistics(db, params.projectId);
  });

  route(listComparisons, staff, async ({ params, query }) => {
    await find(params.projectId);
    const rows = await comparisons.listComparisons(db, params.projectId, query);
    const next = rows.length === query.limit ? (rows.at(-1)?.id ?? null) : null;
    return { comparisons: rows, next };
  });

  // Who an annotator is, only those learn who see the people and members anyway.
  route(listRevisions, staff, ({ params, caller }) =>
    revisionsOf(db, params.comparisonId, caller.role === 'admin'),
  );

  route(listMembers, projectAdmins, async ({ params }) => {
    await find(params.projectId);
    return { members: await projects.listMembers(db, params.projectId) };
  });

  route(putMember, projectAdmins, async ({ params, body, caller }) => {
    await find(params.projectId);
    await projects.putMember(db, params.projectId, params.userId, body.role);
    const detail = { user: params.userId, role: body.role };
    await audit(db, { actor: caller.userId, action: 'member.put', object: params.projectId, detail });
    return { ok: true as const };
  });

  route(removeMember, projectAdmins, async ({ params, caller }) => {
    if (!(await projects.removeMember(db, params.projectId, params.userId))) {
      throw new DomainError('not_found', 'this person does not belong to the project');
    }
    const detail = { user: params.userId };
    await audit(db, { actor: caller.userId, action: 'member.remove', object: params.projectId, detail });
    return { ok: true as const };
  });

  route(createBatch, projectAdmins, async ({ params, body }) => {
    await find(params.projectId);
    const id = await projects.createBatch(db, params.projectId, body.name, body.votesWanted, body.kind);
    return shapeBatch((await projects.findBatch(db, params.projectId, id)) as projects.BatchRow);
  });

  route(updateBatch, projectAdmins, async ({ params, body, caller }) =>
    shapeBatch(await changeBatch(db, caller.userId, params.projectId, params.batchId, body)),
  );

  route(previewFill, projectAdmins, ({ params, body }) => previewOf(db, { ...params, ...body }));

  route(fillBatch, projectAdmins, async ({ params, body, caller }) => {
    const { batch, moved } = await fillNext(db, caller.userId, { ...params, ...body });
    return { batch: shapeBatch(batch), moved };
  });
}
