import { CommanderError } from 'commander';
import { type Actions, makeProgram } from './program.ts';

/** Parses without doing: each action records what it was asked. */
async function parse(...args: string[]) {
  const asked: unknown[][] = [];
  const output: string[] = [];
  const record =
    (name: keyof Actions) =>
    async (...given: unknown[]) => {
      asked.push([name, ...given]);
      return 7;
    };
  const actions: Actions = {
    start: record('start'),
    demo: record('demo'),
    importFile: record('importFile'),
    exportSnapshot: record('exportSnapshot'),
    train: record('train'),
    launch: record('launch'),
    doctor: record('doctor'),
    score: record('score'),
    listModels: record('listModels'),
    downloadModel: record('downloadModel'),
    createUser: record('createUser'),
  };
  let code: number | null = null;
  const program = makeProgram(actions, (c) => {
    code = c;
  });
  for (const command of [program, ...program.commands, ...program.commands.flatMap((c) => c.commands)]) {
    command
      .exitOverride()
      .configureOutput({ writeErr: (text) => output.push(text), writeOut: (text) => output.push(text) });
  }
  let error: unknown = null;
  await program.parseAsync(args, { from: 'user' }).catch((e: unknown) => {
    error = e;
  });
  return { asked, code, error, output: output.join('') };
}

test('start loads the demo unless told not to, and its exit code is handed on', async () => {
  expect((await parse('start')).asked).toEqual([['start', { demo: true }]]);
  const without = await parse('start', '--no-demo');
  expect(without.asked).toEqual([['start', { demo: false }]]);
  expect(without.code).toBe(7);
});

test('demo takes its folder, and quick and json when given', async () => {
  const { asked } = await parse('demo', '--data', 'd', '--quick', '--json', 'out.json');
  expect(asked).toEqual([['demo', { data: 'd', quick: true, json: 'out.json' }]]);
});

test('train takes several snapshots to evaluate on', async () => {
  const { asked } = await parse(
    ...[
      'train',
      '--project',
      'p',
      '--snapshot',
      's',
      '--base-model',
      'm',
      '--evaluate',
      'x',
      'y',
      '--mix',
      'z',
      '--seed',
      '3',
    ],
  );
  expect(asked).toEqual([
    [
      'train',
      {
        ...{ project: 'p', snapshot: 's', baseModel: 'm', evaluate: ['x', 'y'], mix: ['z'], seed: 3 },
        learningCurve: false,
      },
    ],
  ]);
});

const run = ['--project', 'p', '--snapshot', 's', '--base-model', 'm'];

test('train with a learning curve says so', async () => {
  expect((await parse('train', ...run, '--learning-curve')).asked).toMatchObject([
    ['train', { learningCurve: true }],
  ]);
});

test('train --launch takes a spec or a snapshot, and how many fit it', async () => {
  const one = { nodes: 1, gpus: 'gpu', learningCurve: false, print: false };
  expect((await parse('train', '--launch', '--spec', 'run.json')).asked).toEqual([
    ['launch', { ...one, rdzvEndpoint: undefined, from: { spec: 'run.json' } }],
  ]);
  const many = ['--nodes', '2', '--gpus', '8', '--rdzv-endpoint', 'host:29500', '--print'];
  expect((await parse('train', '--launch', ...run, '--to', 'f', ...many)).asked).toMatchObject([
    [
      'launch',
      {
        ...{ nodes: 2, gpus: '8', rdzvEndpoint: 'host:29500', print: true },
        from: { project: 'p', snapshot: 's', baseModel: 'm', to: 'f', seed: 0 },
      },
    ],
  ]);
});

test.each([
  [['train', '--project', 'p'], /--snapshot, --base-model: a run needs them/u],
  [['train', ...run, '--nodes', '2'], /go with --launch/u],
  [['train', ...run, '--print'], /go with --launch/u],
  [
    ['train', '--launch'],
    /--launch needs --spec, or a snapshot by --project, --snapshot, --base-model, --to/u,
  ],
  [['train', '--launch', ...run], /a snapshot by --to as well/u],
  [['train', '--launch', '--spec', 'x', '--to', 'f'], /--spec says all of the run/u],
  [['train', '--launch', '--spec', 'x', '--seed', '0'], /--spec says all of the run/u],
  [['train', '--launch', '--spec', 'x', '--recipe', 'demo-cpu'], /--spec says all of the run/u],
  [['train', '--launch', '--spec', 'x', '--mix', 'a'], /--spec says all of the run/u],
  [['train', '--launch', '--spec', 'x', '--nodes', '0'], /1 or above/u],
  [['train', '--launch', '--spec', 'x', '--gpus', 'all'], /1 or above/u],
  [['train', '--launch', '--spec', 'x', '--rdzv-endpoint', 'host'], /HOST:PORT/u],
  [['score', '--in', 'x'], /--model/u],
] as const)('%j says what is wrong', async (words, said) => {
  const { asked, output, error } = await parse(...words);
  expect(asked).toEqual([]);
  expect(error).toBeInstanceOf(CommanderError);
  expect(output).toMatch(said);
});

test('train doctor and score hand on what they are given', async () => {
  expect((await parse('train', 'doctor')).asked).toEqual([['doctor', {}]]);
  expect((await parse('train', 'doctor', '--base-model', 'b')).asked).toEqual([
    ['doctor', { baseModel: 'b' }],
  ]);
  expect((await parse('score', '--model', 'm', '--in', 'i.jsonl')).asked).toEqual([
    ['score', { model: 'm', in: 'i.jsonl', out: '-' }],
  ]);
});

test('model lists those of a project, and downloads one of them or the promoted one', async () => {
  expect((await parse('model', 'list', 'p')).asked).toEqual([['listModels', 'p']]);
  expect((await parse('model', 'download', 'p', '--to', 'f')).asked).toEqual([
    ['downloadModel', 'p', undefined, { to: 'f', all: false }],
  ]);
  expect((await parse('model', 'download', 'p', 'm', '--to', 'f', '--all')).asked).toEqual([
    ['downloadModel', 'p', 'm', { to: 'f', all: true }],
  ]);
});

test('export takes formats one by one, and freezes when it is told to', async () => {
  const formats = ['--format', 'trl', '--format', 'parquet'];
  expect((await parse('export', 'id', '--to', 'f', ...formats)).asked).toEqual([
    ['exportSnapshot', 'id', { to: 'f', format: ['trl', 'parquet'], freeze: false }],
  ]);
  const { asked } = await parse('export', '--to', 'f', '--freeze', '--project', 'p', '--name', 'n');
  expect(asked).toEqual([
    ['exportSnapshot', undefined, { to: 'f', format: [], freeze: true, project: 'p', name: 'n' }],
  ]);
});

test.each([
  ['demo without its data', ['demo'], /--data <folder>' not specified/u],
  ['import without a project', ['import', 'f.jsonl', '--batch', 'b'], /--project <slug>' not specified/u],
  [
    'an unknown format',
    ['import', 'f', '--project', 'p', '--batch', 'b', '--format', 'csv'],
    /Allowed choices are preferably, anthropic_hh/u,
  ],
  [
    'an import that is gold and judged at once',
    ['import', 'f', '--project', 'p', '--batch', 'b', '--judged', '--gold'],
    /'--gold' cannot be used with option '--judged'/u,
  ],
  ['a model without a folder', ['model', 'download', 'p'], /--to <folder>' not specified/u],
  ['an export without a folder', ['export', 'id'], /--to <folder>' not specified/u],
  ['an export of nothing', ['export', '--to', 'f'], /name the snapshot, or freeze one with --freeze/u],
  ['an export that freezes nothing', ['export', '--to', 'f', '--freeze'], /needs --project and --name/u],
  [
    'an export of two snapshots',
    ['export', 'id', '--to', 'f', '--freeze', '--project', 'p', '--name', 'n'],
    /leave the id out/u,
  ],
  [
    'an export of another project',
    ['export', 'id', '--to', 'f', '--project', 'p'],
    /--project and --name belong to --freeze/u,
  ],
  [
    'an export of a format there is not',
    ['export', 'id', '--to', 'f', '--format', 'xml'],
    /Allowed choices are canonical, trl/u,
  ],
  [
    'a role there is not',
    ['admin', 'create-user', '--name', 'n', '--email', 'e@x.org', '--role', 'boss'],
    /Allowed choices are annotator/u,
  ],
  [
    'a seed that is no number',
    ['train', '--project', 'p', '--snapshot', 's', '--base-model', 'm', '--seed', 'x'],
    /whole number/u,
  ],
  ['an unknown command', ['stop'], /unknown command 'stop'/u],
])('%s is refused with words and without doing anything', async (_, args, words) => {
  const { asked, error, output } = await parse(...args);
  expect(asked).toEqual([]);
  expect(error).toBeInstanceOf(CommanderError);
  expect(output).toMatch(words);
});
