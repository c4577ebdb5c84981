import { getNewestCurve, listModelFiles, listRunEvents, type RunEvent } from '@preferably/contracts';
import { WorkerStage } from './testing/worker-stage.ts';

const stage = new WorkerStage();
beforeAll(() => stage.open(), 600_000);
afterAll(() => stage.close(), 60_000);

const sharesOf = (events: RunEvent[]) =>
  events.filter((e) => e.kind === 'share').map(({ attempt, payload }) => ({ attempt, ...payload }));

test('a learning curve whose worker is stopped goes on with its share, and ends as part of its run', async () => {
  const { client } = stage;
  const run = await stage.runOnSnapshot('curve', { count: 400, learningCurve: true });
  const { id: runId, projectId } = run;
  const events = async () => (await client(listRunEvents, { params: { runId }, query: {} })).events;
  expect(run).toMatchObject({ learningCurve: true, curve: null });
  expect(await client(getNewestCurve, { params: { projectId } })).toEqual({ newest: null });

  const first = stage.worker('first');
  await stage.eventually('the second share', async () => sharesOf(await events()).length > 1);
  await first.stop(60_000);
  stage.worker('second');
  const ended = await stage.ended(runId);

  expect(ended).toMatchObject({ state: 'succeeded', worker: 'second', attempt: 2, error: null });
  const again = sharesOf(await events()).filter(({ attempt }) => attempt === 2);
  expect(again.map((share) => ('share' in share ? share.share : null))).toEqual(['1/8', '1/4', '1/2', '1']);
  expect(again[0]).toMatchObject({ number: 1, of: 4, finished: true });
  expect(again[3]).toMatchObject({ number: 4, of: 4, finished: false });

  const { curve, report } = ended;
  expect(curve?.points.map(({ share }) => share)).toEqual(['1/8', '1/4', '1/2', '1']);
  // The report and the model are those of all the data.
  expect(curve?.points.at(-1)?.accuracy).toBe(report?.evaluations[0]?.accuracy);
  expect(report?.train.pairs).toBeGreaterThan(250);
  const { newest } = await client(getNewestCurve, { params: { projectId } });
  expect(newest).toMatchObject({ runId, runName: 'curve', curve });
  const { files } = await client(listModelFiles, { params: { modelId: runId } });
  const names = files.map(({ name }) => name);
  for (const name of ['curve.json', 'curve.md', 'curve.png', 'report.json', 'model/model.safetensors'])
    expect(names).toContain(name);
}, 1_200_000);
