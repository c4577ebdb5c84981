import { feedPreferences } from '@preferably/contracts';
import { type FeedPlace, preferenceFeed } from '@preferably/db';
import type { Context } from '../../context.ts';
import { exporters } from '../../policies.ts';

const read = (cursor: string): FeedPlace => {
  const [writtenBy, id] = cursor.split('.') as [string, string];
  return { writtenBy, id };
};

export function feedRoutes({ route, db }: Context) {
  route(feedPreferences, exporters, async ({ params, query }) => {
    const after = query.after === undefined ? null : read(query.after);
    const { rows, last, more } = await preferenceFeed(db, params.projectId, after, query.limit);
    const next = last ? `${last.writtenBy}.${last.id}` : (query.after ?? null);
    return { preferences: rows, next, more };
  });
}
