// The examples of the typed client, each run as the program that it is.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createApiKey, getSnapshot } from '@preferably/contracts';
import { makeProject, rowOf, type Service, startService } from './testing/service.ts';

const root = path.join(import.meta.dirname, '../../..');
const examples = path.join(root, 'packages/contracts/examples');
const folder = mkdtempSync(path.join(tmpdir(), 'preferably-examples-'));
const tried = new Set(['service.ts']);

let service: Service;
let key: string;
let projectId: string;

beforeAll(async () => {
  service = await startService();
  projectId = (await makeProject(service, 'helpfulness', [rowOf(1), rowOf(2)])).project.id;
  const body = { name: 'examples', scopes: ['annotate', 'read', 'export', 'manage'] as const };
  key = (await service.admin(createApiKey, { body: { ...body, scopes: [...body.scopes] } })).secret;
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await service?.stop();
});

async function run(example: string, ...args: string[]): Promise<string> {
  tried.add(example);
  const command = ['--import', 'tsx', path.join(examples, example), ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', PREFERABLY_URL: service.url, PREFERABLY_API_KEY: key },
  });
  return stdout.trim();
}

test('the projects are listed', async () => {
  expect(await run('list-projects.ts')).toContain(`${projectId}  helpfulness (helpfulness)`);
});

test('comparisons are claimed and judged, and then there is no work left', async () => {
  expect(await run('claim-and-judge.ts', projectId)).toMatch(/revision 1$/u);
  expect(await run('claim-and-judge.ts', projectId)).toMatch(/revision 1$/u);
  expect(await run('claim-and-judge.ts', projectId)).toBe('there is no work left');
});

test('a snapshot is frozen and waited for, and its file is downloaded, half of it being there already', async () => {
  const snapshotId = await run('freeze-and-wait.ts', projectId, 'an example');
  const { state, files } = await service.admin(getSnapshot, { params: { snapshotId } });
  expect(state).toBe('ready');
  const { name = '', sha256 } = files.find((f) => f.format === 'canonical') ?? {};
  const target = await run('download.ts', snapshotId, name, folder);
  const whole = readFileSync(target);
  expect(createHash('sha256').update(whole).digest('hex')).toBe(sha256);
  rmSync(target);
  writeFileSync(`${target}.part`, whole.subarray(0, 700));
  expect(await run('download.ts', snapshotId, name, folder)).toBe(target);
  expect(readFileSync(target)).toEqual(whole);
  writeFileSync(`${target}.part`, 'x'.repeat(whole.length));
  await expect(run('download.ts', snapshotId, name, folder)).rejects.toThrow(/download it again/u);
  expect(existsSync(`${target}.part`)).toBe(false);
});

test('the feed tells every judgement', async () => {
  const lines = (await run('follow-feed.ts', projectId)).split('\n').map((line) => JSON.parse(line));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatchObject({ side: expect.any(String), strength: 'slightly_better', revision: 1 });
});

test('no example is left out', () => {
  expect([...tried].toSorted()).toEqual(readdirSync(examples).toSorted());
});
