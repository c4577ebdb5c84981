import { getMyActivity, listMyWork } from '@preferably/contracts';
import { activity, work } from '@preferably/db';
import { todayAndWeek } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { ownWork } from '../../policies.ts';
import { shapeEntry } from './shape-entry.ts';

export function workRoutes({ route, db }: Context) {
  route(listMyWork, ownWork, async ({ query, caller }) => {
    const { project, ...filter } = query;
    const asked = project === undefined ? null : [project];
    const projectIds = caller.projects?.filter((id) => asked?.includes(id) ?? true) ?? asked;
    const { rows, next } = await work.listWork(db, caller.userId, { projectIds, ...filter });
    return { entries: rows.map(shapeEntry), next };
  });

  route(getMyActivity, ownWork, async ({ query, caller }) => {
    const { days, batches } = await activity.activityOf(db, caller.userId, query.timeZone, caller.projects);
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
