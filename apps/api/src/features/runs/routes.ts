import {
  cancelRun,
  getNewestCurve,
  getRun,
  LearningCurve,
  listRunEvents,
  listRuns,
  startRun,
} from '@preferably/contracts';
import { audit, models, runQueue, runs } from '@preferably/db';
import { DomainError } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { engineers, staff } from '../../policies.ts';
import { dropLostFiles } from './drop-lost-files.ts';
import { shapeListedRun, shapeRun } from './shape-run.ts';
import { startTraining } from './start-run.ts';

export function runRoutes({ route, db, storage }: Context) {
  const find = async (id: string) => {
    const run = await runs.findRun(db, id);
    if (!run) throw new DomainError('not_found', 'there is no such run');
    return run;
  };

  route(startRun, engineers, async ({ params, body, caller }) =>
    shapeRun(await startTraining(db, caller, params.projectId, body)),
  );

  route(listRuns, staff, async ({ params }) => ({
    runs: (await runs.listRuns(db, params.projectId)).map(shapeListedRun),
  }));

  route(getNewestCurve, staff, async ({ params }) => {
    const found = await models.newestCurve(db, params.projectId);
    if (!found) return { newest: null };
    const { runId, runName, endedAt, curve } = found;
    return {
      newest: { runId, runName, endedAt: endedAt.toISOString(), curve: LearningCurve.parse(curve) },
    };
  });

  route(getRun, staff, async ({ params }) => shapeRun(await find(params.runId)));

  route(listRunEvents, staff, async ({ params, query }) => {
    // The state is read before the events: whoever hears that the run ended has all of its events.
    const { state } = await find(params.runId);
    const events = await runs.listRunEvents(db, params.runId, query);
    return { events: events.map((e) => ({ ...e, at: e.at.toISOString() })), state };
  });

  route(cancelRun, engineers, async ({ params, caller }) => {
    if (!(await runQueue.requestCancel(db, params.runId))) {
      throw new DomainError('run_finished', 'this run has ended already');
    }
    await audit(db, { actor: caller.userId, action: 'run.cancel', object: params.runId });
    // What an earlier attempt handed in of a run that waited for the next.
    await dropLostFiles(db, storage, params.runId);
    return shapeRun(await find(params.runId));
  });
}
