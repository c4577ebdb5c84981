import {
  getModelAgreement,
  listDisagreements,
  reopenDisagreement,
  resolveDisagreement,
} from '@preferably/contracts';
import { audit, disagreementReviews, disagreements, models } from '@preferably/db';
import { DomainError } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { projectAdmins, staff } from '../../policies.ts';
import { agreementOf } from './agreement-of.ts';

const shape = ({ resolvedAt, ...disagreement }: disagreements.StoredDisagreement) => ({
  ...disagreement,
  resolvedAt: resolvedAt?.toISOString() ?? null,
});

export function disagreementRoutes({ route, db }: Context) {
  // Who an annotator is, only those learn who see the people and members anyway.
  route(getModelAgreement, staff, ({ params, caller }) =>
    agreementOf(db, params.modelId, caller.role === 'admin'),
  );

  route(listDisagreements, staff, async ({ params, query }) => {
    if (!(await models.findStanding(db, params.modelId)))
      throw new DomainError('not_found', 'there is no such model');
    const [rows, open] = await Promise.all([
      disagreements.listDisagreements(db, params.modelId, query),
      disagreements.countOpen(db, params.modelId),
    ]);
    const next = rows.length === query.limit ? (rows.at(-1)?.comparisonId ?? null) : null;
    return { disagreements: rows.map(shape), open, next };
  });

  route(resolveDisagreement, projectAdmins, async ({ params, body, caller }) => {
    const { modelId, comparisonId } = params;
    const { resolution } = body;
    if (!(await disagreementReviews.resolve(db, modelId, comparisonId, resolution, caller.userId))) {
      throw new DomainError(
        'not_found',
        'there is no such open disagreement: somebody has resolved it, or votes have settled it',
      );
    }
    const detail = { modelId, resolution };
    await audit(db, {
      actor: caller.userId,
      action: 'disagreement.resolve',
      object: comparisonId,
      detail,
    });
    return { ok: true as const };
  });

  route(reopenDisagreement, projectAdmins, async ({ params, caller }) => {
    const { modelId, comparisonId } = params;
    if (!(await disagreementReviews.reopen(db, modelId, comparisonId))) {
      throw new DomainError('not_found', 'this disagreement was not resolved, so there is nothing to reopen');
    }
    const detail = { modelId };
    await audit(db, { actor: caller.userId, action: 'disagreement.reopen', object: comparisonId, detail });
    return { ok: true as const };
  });
}
