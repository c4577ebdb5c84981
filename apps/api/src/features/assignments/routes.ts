import {
  claimNext,
  Draft,
  fillHand,
  getOwnAssignment,
  getProgress,
  renewAssignment,
  saveDraft,
  skipAssignment,
} from '@preferably/contracts';
import { assignmentQueue, drafts, statistics, work } from '@preferably/db';
import { DomainError, placeOf } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { annotators, ownAssignment } from '../../policies.ts';
import { shapeTexts } from '../guideline-texts.ts';
import { byPlace, inShownOrder } from '../shown-order.ts';
import { explainNothing } from './explain-nothing.ts';

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
    qualification: claimed.qualification,
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
  route(claimNext, annotators, async ({ params, body, caller }) => {
    const claimed = await assignmentQueue.claim(db, caller.userId, params.projectId, body.comparisonId);
    if (!claimed) await explainNothing(db, caller.userId, params.projectId);
    return { assignment: claimed && shape(claimed) };
  });

  route(fillHand, annotators, async ({ params, body, caller }) => {
    const hand = await assignmentQueue.fillHand(db, caller.userId, params.projectId, body);
    if (hand.held.length === 0) await explainNothing(db, caller.userId, params.projectId);
    return {
      assignments: hand.fresh.map(({ draft, ...claimed }) => ({
        ...shape(claimed),
        draft: draft && { body: Draft.parse(draft.body), savedAt: draft.savedAt.toISOString() },
      })),
      held: hand.held.map((h) => ({ id: h.assignmentId, leaseExpiresAt: h.leaseExpiresAt.toISOString() })),
      released: hand.released,
    };
  });

  route(saveDraft, ownAssignment, async ({ params, body, caller }) => {
    const draft = { body: body.body, savedAt: new Date(body.savedAt) };
    if (!(await drafts.keepDraft(db, params.assignmentId, caller.userId, draft))) throw lost();
    return { ok: true as const };
  });

  route(getOwnAssignment, ownAssignment, async ({ params, caller }) => {
    const own = await work.findJudged(db, params.assignmentId, caller.userId);
    if (!own) {
      throw new DomainError('assignment_not_yours', 'there is no such comparison that you have judged');
    }
    const { comment, edited, revision, shownFirst } = own.last;
    const beside = {
      categories: byPlace(own.last.categories, shownFirst),
      chips: byPlace(own.last.chips, shownFirst),
      submittedAt: own.submittedAt.toISOString(),
    };
    const preference = { ...inShownOrder(own.last), ...beside, comment, edited, revision };
    return { ...shape(own), number: own.number, preference, reopenable: own.batchOpen };
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
