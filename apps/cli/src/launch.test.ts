// Training and scoring on this machine through the program, with the real trainer and a tiny model.
import fs from 'node:fs';
import path from 'node:path';
import { createApiKey } from '@preferably/contracts';
import { runProgram } from './testing/run-program.ts';
import { WorkerStage } from './testing/worker-stage.ts';

const stage = new WorkerStage();
let folder: string;
const env = () => ({ PYTHON: stage.python, CUDA_VISIBLE_DEVICES: '', OMP_NUM_THREADS: '1' });
const file = (name: string) => path.join(folder, name);
const read = (name: string) => JSON.parse(fs.readFileSync(file(name), 'utf8'));

beforeAll(async () => {
  await stage.open();
  folder = path.join(stage.folder, 'launched');
  fs.mkdirSync(folder);
}, 600_000);
afterAll(() => stage.close(), 60_000);

test('a snapshot is fitted by two processes, from a recipe, without the service knowing', async () => {
  await stage.runOnSnapshot('launched');
  const body = { name: 'engineer', scopes: ['read' as const, 'export' as const] };
  const { secret } = await stage.client(createApiKey, { body });
  fs.writeFileSync(
    file('recipe.json'),
    JSON.stringify({ batch_pairs: 64, learning_rate: 1e-3, max_length: 64 }),
  );
  const words = [
    ...['train', '--launch', '--project', 'launched', '--snapshot', 'all', '--base-model', stage.model],
    ...['--recipe', 'recipe.json', '--to', 'out', '--gpus', '2'],
  ];
  const remote = { ...env(), PREFERABLY_URL: stage.url, PREFERABLY_API_KEY: secret };
  const { code, stdout, stderr } = await runProgram(words, remote, folder);
  expect(`${code} ${code === 0 ? '' : stderr}`).toBe('0 ');
  const torchrun = path.join(path.dirname(stage.python), 'torchrun');
  const spec = file('out/run.json');
  expect(stderr).toContain(
    `${torchrun} --nnodes 1 --nproc-per-node 2 --standalone -m reward_trainer run --spec ${spec}`,
  );
  const events = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  expect(events.find(({ kind }) => kind === 'model')).toMatchObject({ processes: 2 });
  expect(events.at(-1)).toEqual({ kind: 'report' });
  expect(read('out/report.json')).toMatchObject({ processes: 2, recipe: { batch_pairs: 64 } });
  expect(read('out/run.json')).toMatchObject({
    ...{ run_id: 'launched/all', output_dir: file('out'), seed: 0 },
    train: [{ dimension: 'helpfulness', name: 'launched/all' }],
  });
}, 600_000);

test('what was fitted scores rows, from a file or a pipe, and the trainer’s exit codes are ours', async () => {
  const row = {
    id: 'one',
    messages: [
      { role: 'user', content: 'How?' },
      { role: 'assistant', content: 'So.' },
    ],
  };
  fs.writeFileSync(file('rows.jsonl'), `${JSON.stringify(row)}\n{}\n`);
  const score = (model: string) =>
    runProgram(['score', '--model', model, '--in', 'rows.jsonl', '--out', 'scores.jsonl'], env(), folder);
  expect((await score('out/model')).code).toBe(0);
  const lines = fs.readFileSync(file('scores.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { id: 'one', score: expect.any(Number) },
    { line: 2, error: expect.any(String) },
  ]);
  const none = await score('nowhere');
  expect(none).toMatchObject({ code: 2, stderr: expect.stringMatching(/nowhere holds no config\.json/u) });
}, 300_000);

test('a bad spec is told in the trainer’s words, with torchrun’s exit code', async () => {
  fs.writeFileSync(file('bad.json'), '{}');
  const words = ['train', '--launch', '--spec', 'bad.json', '--gpus', '1'];
  const { code, stdout } = await runProgram(words, env(), folder);
  expect(code).toBe(1);
  expect(stdout).toMatch(/"kind": "error", "message": ".*run_id/u);
}, 120_000);

test.each([
  [
    'an interpreter that is none',
    { PYTHON: '/nowhere/python' },
    ['--gpus', '1'],
    /PYTHON is no Python 3\.11/u,
  ],
  ['several nodes that meet nowhere', {}, ['--nodes', '2'], /several nodes need --rdzv-endpoint/u],
])('%s is told before anything starts', async (_, changes, words, said) => {
  const all = ['train', '--launch', '--spec', 'run.json', ...words];
  const { code, stderr } = await runProgram(all, { ...env(), ...changes }, folder);
  expect(code).toBe(1);
  expect(stderr).toMatch(said);
});
