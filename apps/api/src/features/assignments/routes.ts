import {
  claimNext,
  Draft,
  fillHand,
  getProgress,
  renewAssignment,
  saveDraft,
  skipAssignment,
} from '@preferably/contracts';
import { acknowledgements, assignmentQueue, drafts, statistics } from '@preferably/db';
import { DomainError, placeOf } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { annotators, ownAssignment } from '../../policies.ts';
import { shapeTexts } from '../guideline-texts.ts';

/** The claimed comparison in shown order, without anything that tells the models. */
function shape(claimed: assignmentQueue.ClaimedComparison) {
  const { responseA, responseB, shownFirst } = claimed;
  const aFirst = placeOf('a', shownFirst) === 'first';
  return {
    id: claimed.assignmentId,
    comparisonId: claimed.comparisonId,
    projectId: claimed.projectId,
    projectName: claimed.projectName,
    dimension: claimed.dimension,
    batch: { number: claimed.batchNumber, name: claimed.batchName },
    lang: claimed.lang,
    prompt: claimed.prompt,
    responses: aFirst ? { first: responseA, second: responseB } : { first: responseB, second: responseA },
    guidelines: {
      versionId: claimed.versionId,
      number: claimed.versionNumber,
      texts: shapeTexts(claimed.texts),
      categories: claimed.categories,
      chips: claimed.chips,
    },
    leaseExpiresAt: claimed.leaseExpiresAt.toISOString(),
  };
}

const lost = () =>
  new DomainError(
    'assignment_closed',
    'this comparison is no longer yours: its time was up, or it was given back',
  );

export function assignmentRoutes({ route, db }: Context) {
  /** Nothing was handed out: is it for want of work, or for guidelines that have to be read first? */
  const refuseUnread = async (annotatorId: string, projectId: string) => {
    if (await acknowledgements.hasUnread(db, annotatorId, projectId))
      throw new DomainError('guidelines_unread', 'read and acknowledge the newest guidelines first');
  };

  route(claimNext, annotators, async ({ params, body, caller }) => {
    const claimed = await assignmentQueue.claim(db, caller.userId, params.projectId, body.comparisonId);
    if (!claimed) await refuseUnread(caller.userId, params.projectId);
    return { assignment: claimed && shape(claimed) };
  });

  route(fillHand, annotators, async ({ params, body, caller }) => {
    const hand = await assignmentQueue.fillHand(db, caller.userId, params.projectId, body);
    if (hand.held.length === 0) await refuseUnread(caller.userId, params.projectId);
    return {
      assignments: hand.fresh.map(({ draft, ...claimed }) => ({
        ...shape(claimed),
        draft: draft && { body: Draft.parse(draft.body), savedAt: draft.savedAt.toISOString() },
      })),
      held: hand.held.map((h) => ({ id: h.assignmentId, leaseExpiresAt: h.leaseExpiresAt.toISOString() })),
    };
  });

  route(saveDraft, ownAssignment, async ({ params, body, caller }) => {
    const draft = { body: body.body, savedAt: new Date(body.savedAt) };
    if (!(await drafts.keepDraft(db, params.assignmentId, caller.userId, draft))) throw lost();
    return { ok: true as const };
  });

  route(getProgress, annotators, ({ params, caller }) =>
    statistics.progressOf(db, params.projectId, caller.userId),
  );

  route(renewAssignment, ownAssignment, async ({ params, caller }) => {
    const until = await assignmentQueue.renew(db, params.assignmentId, caller.userId);
    if (!until) throw lost();
    return { leaseExpiresAt: until.toISOString() };
  });

  route(skipAssignment, ownAssignment, async ({ params, body, caller }) => {
    if (!(await assignmentQueue.skip(db, params.assignmentId, caller.userId, body.reason))) throw lost();
    return { ok: true as const };
  });
}
