import { submitPreference } from '@preferably/contracts';
import type { Context } from '../../context.ts';
import { ownAssignment } from '../../policies.ts';
import { submit } from './submit-preference.ts';

export function preferenceRoutes({ route, db }: Context) {
  route(submitPreference, ownAssignment, async ({ params, body, caller }) => {
    const stored = await submit(db, caller.userId, params.assignmentId, body);
    return { ...stored, submittedAt: stored.submittedAt.toISOString() };
  });
}
