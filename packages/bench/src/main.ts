// npm run bench -- [NAME] [--json FILE] [--only NAME] [--profile FOLDER] [--rows N] [--rounds N] [--data FILE]: see docs/benchmarks.md.
import fs from 'node:fs/promises';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { chromiumPath, measureBrowser } from './browser/measure.ts';
import { measureExport } from './export/measure.ts';
import { measureHttp } from './http/measure.ts';
import { openGround } from './lib/postgres.ts';
import { Resources } from './lib/resources.ts';
import { tableOf } from './lib/table.ts';
import type { Result } from './lib/take-turns.ts';
import { measureGpu } from './trainer/gpu.ts';
import { measureTrainer } from './trainer/measure.ts';

const httpNames = ['claim-next', 'submit-preference'];
const browserNames = ['next-comparison', 'next-comparison-p95'];
const exportNames = [
  'export-jsonl',
  'export-parquet',
  'export-download',
  'export-memory',
  'export-claim-p95',
  'export-submit-p95',
];
const trainerNames = ['trainer', 'trainer-memory', 'trainer-lengths', 'trainer-dialogs'];
const gpuNames = ['half', 'eight'].flatMap((shape) =>
  ['', '-mfu', '-memory'].map((figure) => `trainer-gpu-${shape}${figure}`),
);

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    only: { type: 'string' },
    profile: { type: 'string' },
    /** Preferences for the trainer to fit on; without it they are generated. */
    data: { type: 'string' },
    rows: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '3' },
  },
});
const { only = positionals[0], profile } = options;
const [rows, rounds] = [Number(options.rows), Number(options.rounds)];
if (!Number.isInteger(rows) || rows < 1 || !Number.isInteger(rounds) || rounds < 1) {
  console.error('--rows and --rounds take whole numbers from 1');
  process.exit(2);
}
const names = [...httpNames, ...browserNames, ...exportNames, ...trainerNames, ...gpuNames];
// A name stands for what is measured together with it, too: its median and its 95th percentile.
const wanted = (name: string) =>
  only === undefined ||
  name === only ||
  name === `${only}-p95` ||
  (only === 'export' && exportNames.includes(name)) ||
  (only === 'trainer' && trainerNames.includes(name)) ||
  (only === 'trainer-gpu' && gpuNames.includes(name));
if (!names.some(wanted)) {
  console.error(`there is no benchmark ${only}; there are ${names.join(', ')}`);
  process.exit(2);
}

const resources = new Resources();
const log = (line: string) => console.error(`bench: ${line}`);

async function measure(): Promise<Result[]> {
  const load = os.loadavg().map((n) => n.toFixed(1));
  log(`${os.availableParallelism()} processors, load average ${load.join(' ')} before the start`);
  const ground = await openGround(resources);
  const results: Result[] = [];
  if (httpNames.some(wanted)) results.push(...(await measureHttp(resources, ground, { profile, log })));
  if (only === undefined && !chromiumPath()) log('no Chromium: next-comparison is left out');
  else if (browserNames.some(wanted)) results.push(...(await measureBrowser(resources, ground, log)));
  if (exportNames.some(wanted)) {
    results.push(...(await measureExport(resources, ground, { rows, rounds, log })));
  }
  if (trainerNames.some(wanted)) {
    const { data } = options;
    results.push(...(await measureTrainer(resources, { data, folder: ground.files, rounds, log })));
  }
  if (gpuNames.some(wanted)) {
    const { data } = options;
    results.push(...(await measureGpu(resources, { data, folder: ground.files, rounds, log })));
  }
  return results.filter((result) => wanted(result.name));
}

const interrupted = new Promise<never>((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => reject(new Error(`stopped by ${signal}`)));
  }
});

try {
  const results = await Promise.race([measure(), interrupted]);
  if (options.json !== undefined) await fs.writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`);
  console.log(tableOf(results));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await resources.close();
}
// What a signal interrupted may still be waiting for something; nothing that was opened is left.
process.exit();
