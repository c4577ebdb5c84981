import { cancelScoring, listScorings, startScoring } from '@preferably/contracts';
import { audit, scoringQueue, scorings } from '@preferably/db';
import { DomainError } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { engineers, staff } from '../../policies.ts';
import { shapeScoring } from './shape-scoring.ts';
import { askForScores } from './start-scoring.ts';

export function scoringRoutes({ route, db }: Context) {
  const find = async (id: string) => {
    const scoring = await scorings.findScoring(db, id);
    if (!scoring) throw new DomainError('not_found', 'there is no such scoring');
    return shapeScoring(scoring);
  };

  route(startScoring, engineers, async ({ params, body, caller }) =>
    find(await askForScores(db, caller.userId, params.modelId, body.scope)),
  );

  route(listScorings, staff, async ({ params }) => ({
    scorings: (await scorings.listScorings(db, params.projectId)).map(shapeScoring),
  }));

  route(cancelScoring, engineers, async ({ params, caller }) => {
    if (!(await scoringQueue.requestCancel(db, params.scoringId))) {
      throw new DomainError('scoring_finished', 'this scoring has ended already');
    }
    await audit(db, { actor: caller.userId, action: 'scoring.cancel', object: params.scoringId });
    return find(params.scoringId);
  });
}
