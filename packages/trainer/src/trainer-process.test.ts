import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TrainerProcess } from './trainer-process.ts';

/** A tiny real child in place of Python: what it prints and how it ends is the script's. */
function start(script: string, events: unknown[] = []) {
  const { PATH } = process.env;
  return new TrainerProcess({
    command: process.execPath,
    args: ['-e', script],
    cwd: '/',
    env: { PATH },
    onEvent: async (payload) => void events.push(payload),
  });
}

test('JSON object lines become events in their order, other lines do not', async () => {
  const events: unknown[] = [];
  const script = `console.log('{"kind":"model"}'); console.log('loading…'); console.log('[1]'); console.log('{"kind":"report"}')`;
  const end = await start(script, events).ended;
  expect(events).toEqual([{ kind: 'model' }, { kind: 'report' }]);
  expect(end).toMatchObject({ code: 0, signal: null, startError: null });
});

test('the tail of stderr is kept short, without colours and overdrawn progress bars', async () => {
  const script = `for (let i = 0; i < 30; i++) console.error('line ' + i);
    process.stderr.write('10%\\r50%\\r\\u001b[31m100%\\u001b[0m\\n' + 'x'.repeat(1000) + '\\n'); process.exitCode = 1`;
  const end = await start(script).ended;
  expect(end.code).toBe(1);
  expect(end.stderr).toHaveLength(20);
  expect(end.stderr[0]).toBe('line 12');
  expect(end.stderr.at(-2)).toBe('100%');
  expect(end.stderr.at(-1)).toHaveLength(240);
});

test('a stop lets the trainer write its checkpoint and end by itself', async () => {
  const events: { kind?: string }[] = [];
  const script = `process.on('SIGTERM', () => { console.log('{"kind":"checkpoint"}'); process.exit(75); });
    console.log('{"kind":"step"}'); setInterval(() => {}, 1000)`;
  const { promise: stepped, resolve: sawStep } = deferred();
  const trainer = new TrainerProcess({
    command: process.execPath,
    args: ['-e', script],
    cwd: '/',
    env: {},
    onEvent: async (payload) => {
      events.push(payload);
      sawStep();
    },
  });
  await stepped;
  expect(await trainer.stop(10_000)).toMatchObject({ code: 75 });
  expect(events.map((e) => e.kind)).toEqual(['step', 'checkpoint']);
});

test('a trainer that does not listen is ended after the grace', async () => {
  const { promise: stepped, resolve: sawStep } = deferred();
  const trainer = new TrainerProcess({
    command: process.execPath,
    args: ['-e', `process.on('SIGTERM', () => {}); console.log('{}'); setInterval(() => {}, 1000)`],
    cwd: '/',
    env: {},
    onEvent: async () => sawStep(),
  });
  await stepped;
  expect(await trainer.stop(100)).toMatchObject({ code: null, signal: 'SIGKILL' });
});

test('a program that is not there is told, not thrown', async () => {
  const trainer = new TrainerProcess({
    command: '/nowhere/python',
    args: [],
    cwd: '/',
    env: {},
    onEvent: async () => {},
  });
  expect((await trainer.ended).startError).toMatch(/nowhere.*ENOENT/u);
});

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve: () => resolve() };
}

test('its input is given as it reads, however much there is, and its answers come back', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'preferably-input-'));
  const go = path.join(folder, 'go');
  const answers: { n?: number }[] = [];
  let given = 0;
  async function* rows() {
    for (let n = 0; n < 400; n++) {
      given += 1;
      yield `${JSON.stringify({ n, text: 'x'.repeat(100_000) })}\n`;
    }
  }
  const script = `const read = () => require('node:readline').createInterface({ input: process.stdin })
      .on('line', (line) => process.stdout.write(JSON.stringify({ n: JSON.parse(line).n }) + '\\n'));
    const look = () => (require('node:fs').existsSync(${JSON.stringify(go)}) ? read() : setTimeout(look, 20));
    look();`;
  const trainer = new TrainerProcess({
    command: process.execPath,
    args: ['-e', script],
    cwd: '/',
    env: {},
    input: rows(),
    onEvent: async (payload) => {
      answers.push(payload);
    },
  });
  try {
    // Nothing is read yet: what is given fills pipes and buffers, and then waits.
    for (let before = -1; before !== given || given === 0; ) {
      before = given;
      await sleep(500);
    }
    expect(given).toBeLessThan(40);
    await writeFile(go, '');
    expect(await trainer.ended).toMatchObject({ code: 0 });
    expect(answers.map((each) => each.n)).toEqual(Array.from({ length: 400 }, (_, n) => n));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a child that reads nothing and ends leaves no input waiting', async () => {
  async function* endless() {
    for (;;) yield 'x'.repeat(100_000);
  }
  const trainer = new TrainerProcess({
    command: process.execPath,
    args: ['-e', 'process.exit(2)'],
    cwd: '/',
    env: {},
    input: endless(),
    onEvent: async () => {},
  });
  expect(await trainer.ended).toMatchObject({ code: 2 });
});
