import { getMyActivity, listMyWork } from '@preferably/contracts';
import { activity, work } from '@preferably/db';
import { todayAndWeek } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { ownAssignment } from '../../policies.ts';
import { shapeEntry } from './shape-entry.ts';

export function workRoutes({ route, db }: Context) {
  route(listMyWork, ownAssignment, async ({ query, caller }) => {
    const { project: projectId, ...filter } = query;
    const { rows, next } = await work.listWork(db, caller.userId, { projectId, ...filter });
    return { entries: rows.map(shapeEntry), next };
  });

  route(getMyActivity, ownAssignment, async ({ query, caller }) => {
    const { days, batches } = await activity.activityOf(db, caller.userId, query.timeZone);
    return {
      ...todayAndWeek(days),
      days,
      batches: batches.map(({ pairs, agreeing, ...batch }) => ({
        ...batch,
        agreement: { pairs, agreeing, share: pairs === 0 ? null : agreeing / pairs },
      })),
    };
  });
}
