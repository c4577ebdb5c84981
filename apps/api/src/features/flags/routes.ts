import { flagAssignment, listFlags, resolveFlag } from '@preferably/contracts';
import { audit, flags } from '@preferably/db';
import { DomainError } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { ownAssignment, projectAdmins, staff } from '../../policies.ts';

const shape = ({ flaggedAt, resolvedAt, ...flag }: flags.FlagRow) => ({
  ...flag,
  flaggedAt: flaggedAt.toISOString(),
  resolvedAt: resolvedAt?.toISOString() ?? null,
});

export function flagRoutes({ route, db }: Context) {
  route(flagAssignment, ownAssignment, async ({ params, body, caller }) => {
    if (!(await flags.flag(db, params.assignmentId, caller.userId, body)))
      throw new DomainError('assignment_not_yours', 'there is no such assignment of yours');
    return { ok: true as const };
  });

  route(listFlags, staff, async ({ params, query }) => {
    const rows = await flags.listFlags(db, params.projectId, query);
    const next = rows.length === query.limit ? (rows.at(-1)?.assignmentId ?? null) : null;
    return { flags: rows.map(shape), next };
  });

  route(resolveFlag, projectAdmins, async ({ params, body, caller }) => {
    const { projectId, assignmentId } = params;
    const found = await flags.resolveFlag(db, projectId, assignmentId, body.resolution, caller.userId);
    if (!found) throw new DomainError('not_found', 'there is no such open flag: somebody has resolved it');
    const detail = { resolution: body.resolution };
    await audit(db, { actor: caller.userId, action: 'flag.resolve', object: found.comparisonId, detail });
    return { ok: true as const };
  });
}
