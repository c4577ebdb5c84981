// `npm run test:api`: schemathesis makes up requests from the OpenAPI document, good and bad ones, and holds the answers of a
// running service against it, once with an admin's key and once with a session.
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.join(import.meta.dirname, '..');
const here = path.join(import.meta.dirname, 'api-schema');
const python = process.env.SCHEMATHESIS_PYTHON ?? path.join(root, 'packages/python-client/.venv/bin/python');
const [report] = process.argv.slice(2);

interface Held {
  url: string;
  adminKey: string;
  cookie: string;
  held: Record<string, string>;
}

/** A service of its own with something of everything in it; ends when its input is closed. */
async function holdService(): Promise<{ process: ChildProcess; told: Held }> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(root, 'apps/api/src/testing/hold-service.ts')],
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    return { process: child, told: JSON.parse(line) as Held };
  }
  throw new Error('the service under test did not start');
}

const ended = (child: ChildProcess) =>
  new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });

/** Ids that exist, so that most requests reach what they are about; the rest of them are made up. */
const idsOf = (held: Record<string, string>) =>
  Object.entries(held).flatMap(([name, id]) => [
    `[parameters."path.${name}"]`,
    `dictionary = "${name}"`,
    'probability = 0.8',
    `[dictionaries.${name}]`,
    `values = ["${id}"]`,
  ]);

const sessionOf = (cookies: string) => cookies.match(/session_token=([^;]+)/u)?.[1] ?? '';

async function tryAs(name: string, credentials: (told: Held) => [string, string]): Promise<boolean> {
  const { process: service, told } = await holdService();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preferably-api-schema-'));
  try {
    const [scheme, secret] = credentials(told);
    const config = [
      `hooks = "${path.join(here, 'hooks.py')}"`,
      fs.readFileSync(path.join(here, 'schemathesis.toml'), 'utf8'),
      `[auth.openapi.${scheme}]`,
      `api_key = "${secret}"`,
      ...idsOf(told.held),
    ];
    const file = path.join(folder, 'schemathesis.toml');
    fs.writeFileSync(file, config.join('\n'), { mode: 0o600 });
    const xml = path.join(folder, 'junit.xml');
    const args = ['--config-file', file, 'run', '--report-junit-path', xml, `${told.url}/v1/openapi.json`];
    console.log(`\n$ schemathesis run /v1/openapi.json, called with a ${name}`);
    const tried = spawn(python, ['-m', 'schemathesis.cli', ...args], { cwd: folder, stdio: 'inherit' });
    const good = (await ended(tried)) === 0;
    if (report && fs.existsSync(xml)) fs.appendFileSync(report, fs.readFileSync(xml));
    return good;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
    const gone = ended(service);
    service.stdin?.end();
    await gone;
  }
}

const tried = [
  await tryAs('key', ({ adminKey }) => ['apiKey', adminKey]),
  await tryAs('session', ({ cookie }) => ['session', sessionOf(cookie)]),
];
process.exitCode = tried.every(Boolean) ? 0 : 1;
