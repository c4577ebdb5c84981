// `npm test`: every kind of test there is, whatever became of the others.
//   npm test                  everything
//   npm test -- unit python   only these parts
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findChromium, howToGetChromium } from './chromium.ts';
import { runCommand, wasInterrupted } from './run-command.ts';
import {
  type Counts,
  jestCounts,
  junitCounts,
  lastLine,
  playwrightCounts,
  settle,
  sum,
} from './test-counts.ts';

type Run = (command: string, args: string[], env?: Record<string, string>) => Promise<boolean>;
type Part = {
  /** Runs the part and says whether all its commands ended well. */
  run: (run: Run, report: string) => Promise<boolean>;
  count: (report: string) => Counts;
};

const node = process.execPath;
const python = 'packages/trainer/python';
const client = 'packages/python-client';
/** The trainer's tests compute with one thread each, so several run side by side. */
const sideBySide = ['-n', 'auto', '--maxprocesses', '4'];

const parts: Record<string, Part> = {
  lint: {
    run: async (run, report) => {
      const all = [await run('npm', ['run', 'lint']), await run('node_modules/.bin/tsc', ['-p', 'scripts'])];
      if (all.every(Boolean)) fs.writeFileSync(report, '');
      return all.every(Boolean);
    },
    count: () => ({ passed: 1, failed: 0, skipped: 0 }),
  },
  unit: {
    // The test that kills a worker needs the trainer's Python: made here, so that its minutes count as no test's.
    run: async (run, report) =>
      (await run('bash', [`${python}/setup.sh`])) &&
      (await run(node, ['scripts/jest.mjs', '--json', `--outputFile=${report}`])),
    count: jestCounts,
  },
  python: {
    run: async (run, report) =>
      (await run('bash', [`${python}/setup.sh`])) &&
      (await run(`${python}/.venv/bin/python`, ['-m', 'ruff', 'check', python])) &&
      (await run(`${python}/.venv/bin/python`, [
        '-m',
        'pytest',
        python,
        ...sideBySide,
        `--junitxml=${report}`,
      ])),
    count: junitCounts,
  },
  clients: {
    // Real clients read every format: datasets, TRL, pyarrow, jsonschema.
    run: (run, report) => run('npm', ['run', 'test:clients', '--', `--junitxml=${report}`]),
    count: junitCounts,
  },
  client: {
    run: async (run, report) =>
      (await run('bash', [`${client}/setup.sh`])) &&
      (await run(`${client}/.venv/bin/python`, ['-m', 'ruff', 'check', client])) &&
      (await run(`${client}/.venv/bin/python`, ['-m', 'pytest', client, `--junitxml=${report}`])),
    count: junitCounts,
  },
  'api-schema': {
    run: async (run, report) =>
      (await run('bash', [`${client}/setup.sh`])) &&
      (await run(node, ['--import', 'tsx', 'scripts/api-schema.ts', report])),
    count: junitCounts,
  },
  browser: {
    run: async (run, report) => {
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

function readCounts(part: Part, report: string): Counts | null {
  try {
    return part.count(fs.readFileSync(report, 'utf8'));
  } catch {
    return null; // the runner died before it wrote its report
  }
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: the parts are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

const chosen = Object.keys(parts).filter((name) => wanted.length === 0 || wanted.includes(name));
const mostlyWaits = (name: string) => name === 'browser';
// First lint, which writes types that the pages' build reads; then the browser beside all the others, one after the other.
const rest = chosen.filter((name) => name !== 'lint');
const turns = [
  [chosen.filter((name) => name === 'lint')],
  [rest.filter((name) => !mostlyWaits(name)), rest.filter(mostlyWaits)],
];

const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'preferably-reports-'));
const rows: { name: string; counts: Counts; seconds: number }[] = [];

async function runPart(name: string, beside: boolean): Promise<void> {
  const part = parts[name] as Part;
  const start = performance.now();
  const report = path.join(reports, name);
  console.log(`\n== ${name} ==`);
  const label = beside ? { label: name } : {};
  const succeeded = await part.run(
    (command, args, env = {}) => runCommand(command, args, { env, ...label }),
    report,
  );
  const counts = settle(readCounts(part, report), succeeded);
  const seconds = (performance.now() - start) / 1000;
  rows.push({ name, counts, seconds });
  console.log(`\n== ${name}: ${lastLine(counts)} in ${seconds.toFixed(0)} s ==`);
}

try {
  for (const lanes of turns) {
    const several = lanes.filter((names) => names.length > 0).length > 1;
    await Promise.all(
      lanes.map(async (names) => {
        for (const name of names) if (!wasInterrupted()) await runPart(name, several);
      }),
    );
  }
} finally {
  fs.rmSync(reports, { recursive: true, force: true });
}

const total = sum(rows.map(({ counts }) => counts));
console.log(
  `\n${'part'.padEnd(10)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(9)}${'time'.padStart(9)}`,
);
const place = ({ name }: { name: string }) => chosen.indexOf(name);
for (const { name, counts, seconds } of rows.sort((one, other) => place(one) - place(other))) {
  const cells = [
    String(counts.passed).padStart(8),
    String(counts.failed).padStart(8),
    String(counts.skipped).padStart(9),
  ];
  console.log(`${name.padEnd(10)}${cells.join('')}${`${seconds.toFixed(1)} s`.padStart(9)}`);
}
console.log(`\n${lastLine(total)}`);
process.exitCode = wasInterrupted() ? 130 : total.failed > 0 ? 1 : 0;
