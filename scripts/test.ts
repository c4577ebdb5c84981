// `npm test`: every kind of test there is, one after the other, whatever became of the one before.
//   npm test                  everything
//   npm test -- unit python   only these parts
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findChromium, howToGetChromium } from './chromium.ts';
import {
  type Counts,
  jestCounts,
  junitCounts,
  lastLine,
  playwrightCounts,
  settle,
  sum,
} from './test-counts.ts';

type Part = {
  /** Runs the part and says whether all its commands ended well. */
  run: (report: string) => Promise<boolean>;
  count: (report: string) => Counts;
};

const root = path.join(import.meta.dirname, '..');
const node = process.execPath;
const python = 'packages/trainer/python';
const client = 'packages/python-client';
/** The trainer's tests compute with one thread each, so several run side by side. */
const beside = ['-n', 'auto', '--maxprocesses', '4'];
let interrupted = false;

const parts: Record<string, Part> = {
  lint: {
    run: async (report) => {
      const all = [await run('npm', ['run', 'lint']), await run('node_modules/.bin/tsc', ['-p', 'scripts'])];
      if (all.every(Boolean)) fs.writeFileSync(report, '');
      return all.every(Boolean);
    },
    count: () => ({ passed: 1, failed: 0, skipped: 0 }),
  },
  unit: {
    // The test that kills a worker needs the trainer's Python: made here, so that its minutes count as no test's.
    run: async (report) =>
      (await run('bash', [`${python}/setup.sh`])) &&
      (await run(node, ['scripts/jest.mjs', '--json', `--outputFile=${report}`])),
    count: jestCounts,
  },
  python: {
    run: async (report) =>
      (await run('bash', [`${python}/setup.sh`])) &&
      (await run(`${python}/.venv/bin/python`, ['-m', 'ruff', 'check', python])) &&
      (await run(`${python}/.venv/bin/python`, ['-m', 'pytest', python, ...beside, `--junitxml=${report}`])),
    count: junitCounts,
  },
  clients: {
    // Real clients read every format: datasets, TRL, pyarrow, jsonschema.
    run: (report) => run('npm', ['run', 'test:clients', '--', `--junitxml=${report}`]),
    count: junitCounts,
  },
  client: {
    run: async (report) =>
      (await run('bash', [`${client}/setup.sh`])) &&
      (await run(`${client}/.venv/bin/python`, ['-m', 'ruff', 'check', client])) &&
      (await run(`${client}/.venv/bin/python`, ['-m', 'pytest', client, `--junitxml=${report}`])),
    count: junitCounts,
  },
  'api-schema': {
    run: async (report) =>
      (await run('bash', [`${client}/setup.sh`])) &&
      (await run(node, ['--import', 'tsx', 'scripts/api-schema.ts', report])),
    count: junitCounts,
  },
  browser: {
    run: async (report) => {
      const chromium = findChromium();
      if (!chromium) {
        console.error(howToGetChromium);
        return false;
      }
      const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
      return await run('npm', ['run', 'test', '-w', '@preferably/web', '--', '--reporter=list,json'], env);
    },
    count: playwrightCounts,
  },
};

/** Runs a command with its output on ours. */
function run(command: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  if (interrupted) return Promise.resolve(false);
  console.log(`\n$ ${[path.basename(command), ...args].join(' ')}`);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...quiet, ...process.env, ...env },
    });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGTERM', pass);
    const end = (ok: boolean) => {
      process.off('SIGTERM', pass);
      resolve(ok);
    };
    child.once('error', (error) => {
      console.error(error.message);
      end(false);
    });
    child.once('exit', (code) => end(code === 0));
  });
}

const quiet = { DO_NOT_TRACK: '1', NEXT_TELEMETRY_DISABLED: '1', TURBO_TELEMETRY_DISABLED: '1' };

function readCounts(part: Part, report: string): Counts | null {
  try {
    return part.count(fs.readFileSync(report, 'utf8'));
  } catch {
    return null; // the runner died before it wrote its report
  }
}

// From a terminal Ctrl-C reaches the running part by itself: we only wait for it, so that it can clean up, and go no further.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupted = true;
  });
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: the parts are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'preferably-reports-'));
const rows: { name: string; counts: Counts; seconds: number }[] = [];
try {
  for (const [name, part] of Object.entries(parts)) {
    if (interrupted || (wanted.length > 0 && !wanted.includes(name))) continue;
    console.log(`\n== ${name} ==`);
    const start = performance.now();
    const report = path.join(reports, name);
    const succeeded = await part.run(report);
    const counts = settle(readCounts(part, report), succeeded);
    rows.push({ name, counts, seconds: (performance.now() - start) / 1000 });
  }
} finally {
  fs.rmSync(reports, { recursive: true, force: true });
}

const total = sum(rows.map(({ counts }) => counts));
console.log(
  `\n${'part'.padEnd(10)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(9)}${'time'.padStart(9)}`,
);
for (const { name, counts, seconds } of rows) {
  const cells = [
    String(counts.passed).padStart(8),
    String(counts.failed).padStart(8),
    String(counts.skipped).padStart(9),
  ];
  console.log(`${name.padEnd(10)}${cells.join('')}${`${seconds.toFixed(1)} s`.padStart(9)}`);
}
console.log(`\n${lastLine(total)}`);
process.exitCode = interrupted ? 130 : total.failed > 0 ? 1 : 0;
