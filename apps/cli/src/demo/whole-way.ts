import path from 'node:path';
import {
  createBatch,
  createProject,
  freezeSnapshot,
  getProjectStatistics,
  importComparisons,
  type Run,
  type Snapshot,
  startRun,
  updateBatch,
} from '@preferably/contracts';
import { type Dimension, dimensions } from '@preferably/domain';
import { CliError } from '../errors.ts';
import { followRun } from '../follow-run.ts';
import { publishedGuidelines } from '../guidelines.ts';
import { progress, say } from '../say.ts';
import { readDemoFiles } from '../scenario/files.ts';
import type { Address, Session } from '../session.ts';
import { downloadSnapshot } from '../snapshot-files.ts';
import { snapshotReady } from '../waiting.ts';
import { parseGraded, unjudged } from './graded.ts';
import { judgeAll } from './raters.ts';
import { recipes } from './recipes.ts';
import { exportFigures, type Figures, modelFigures, projectFigures } from './result.ts';
import { readLines, type SourceName, sample } from './sources.ts';

export interface WholeWay {
  address: Address;
  admin: Session;
  startWorker: () => Promise<void>;
  sources: Record<SourceName, string>;
  mode: 'quick' | 'full';
  folder: string;
  signal: AbortSignal;
}

const seed = 20_230_718;
const quickRows = { graded: 150, binary: 500 };

/** Import, judge, freeze, download, train, evaluate: each step through the public API, as a customer would. */
export async function wholeWay(way: WholeWay): Promise<Figures> {
  const projects = {} as Record<Dimension, string>;
  for (const dimension of dimensions) projects[dimension] = await openProject(way, dimension);

  say('Helpfulness, batch 1: every recorded rater judges again through an account of their own');
  await judgeGraded(way, projects.helpfulness);
  say('Helpfulness, batch 2, and safety, batch 1: recorded judgements are taken over');
  await importJudged(way, projects.helpfulness, 'hh_helpful_base');
  await importJudged(way, projects.safety, 'hh_harmless_base');

  say('Freezing a snapshot of each project, downloading and verifying its files');
  const snapshots = {} as Record<Dimension, Snapshot>;
  const figures: Figures = { projects: [], exports: [], models: [] };
  for (const dimension of dimensions) {
    snapshots[dimension] = await freeze(way, dimension, projects[dimension]);
    const statistics = await way.admin.client(getProjectStatistics, {
      params: { projectId: projects[dimension] },
    });
    figures.projects.push(projectFigures(dimension, statistics));
    figures.exports.push(exportFigures(dimension, snapshots[dimension]));
  }

  say('Training one reward model for each dimension and testing it on both');
  await way.startWorker();
  const runs = {} as Record<Dimension, Run>;
  for (const dimension of dimensions) runs[dimension] = await start(way, dimension, projects, snapshots);
  for (const dimension of dimensions) {
    const run = await followRun(way.admin.client, runs[dimension].id, {
      label: dimension,
      signal: way.signal,
      patienceMs: 6 * 3_600_000,
    });
    if (run.state !== 'succeeded' || !run.report) {
      throw new CliError(`the ${dimension} run ${run.state}${run.error ? `: ${run.error}` : ''}`);
    }
    figures.models.push(modelFigures(dimension, run.report));
  }
  return figures;
}

async function openProject({ admin: { client } }: WholeWay, dimension: Dimension): Promise<string> {
  const name = dimension === 'helpfulness' ? 'Helpfulness' : 'Safety';
  const guidelineSetId = await publishedGuidelines(
    client,
    name,
    dimension,
    readDemoFiles(dimension).guidelines,
  );
  return (await client(createProject, { body: { name, slug: dimension, dimension, guidelineSetId } })).id;
}

async function judgeGraded(
  { address, admin, sources, mode, signal }: WholeWay,
  projectId: string,
): Promise<void> {
  const all = parseGraded(readLines(sources.tulu1_human_eval));
  const rows = mode === 'quick' ? sample(all, quickRows.graded, seed) : all;
  const batch = await admin.client(createBatch, {
    params: { projectId },
    body: { name: 'graded, judged here' },
  });
  const params = { projectId, batchId: batch.id };
  const lines = rows.map((row) => JSON.stringify(unjudged(row))).join('\n');
  const { import: summary } = await admin.client(importComparisons, {
    params,
    query: { name: 'tulu1_human_eval' },
    lines,
  });
  say(`  ${summary.added} comparisons imported, ${summary.rejected} refused`);
  await admin.client(updateBatch, { params, body: { state: 'open' } });
  const tally = await judgeAll({
    address,
    admin: admin.client,
    projectId,
    batch: batch.number,
    rows,
    signal,
  });
  await admin.client(updateBatch, { params, body: { state: 'closed' } });
  say(
    `  ${tally.raters} raters: ${tally.submitted} preferences, ${tally.no_preference} skipped without one, ` +
      `${tally.identical_responses} with the same text twice, ${tally.repeated} repeated judgements left out, ` +
      `${tally.not_imported} on refused comparisons`,
  );
  if (tally.not_claimed > 0)
    throw new CliError(`${tally.not_claimed} comparisons could not be claimed by their raters`);
}

async function importJudged(
  { admin, sources, mode }: WholeWay,
  projectId: string,
  name: SourceName,
): Promise<void> {
  const all = readLines(sources[name]);
  const lines = (mode === 'quick' ? sample(all, quickRows.binary, seed) : all).join('\n');
  const batch = await admin.client(createBatch, { params: { projectId }, body: { name } });
  const { import: summary } = await admin.client(importComparisons, {
    params: { projectId, batchId: batch.id },
    query: { name, judged: 'true' },
    lines,
  });
  say(
    `  ${name}: ${summary.added} comparisons, ${summary.judgements} judgements, ${summary.rejected} lines refused`,
  );
}

async function freeze(way: WholeWay, dimension: Dimension, projectId: string): Promise<Snapshot> {
  const { client } = way.admin;
  const frozen = await client(freezeSnapshot, {
    params: { projectId },
    body: { name: `demo ${dimension}`, testShare: 0.2 },
  });
  const bar = progress(`  ${dimension}`);
  const ready = await snapshotReady(client, frozen.id, way.signal, (s) =>
    bar.update(s.rowsWritten, s.rowsToWrite, `${s.rowsWritten} of ${s.rowsToWrite} rows written`),
  );
  bar.end(`frozen: ${ready.counts.train} rows to train on, ${ready.counts.test} to test on`);
  await downloadSnapshot(
    way.address.url,
    way.admin,
    ready,
    path.join(way.folder, 'exports', dimension),
    way.signal,
  );
  return ready;
}

function start(
  way: WholeWay,
  dimension: Dimension,
  projects: Record<Dimension, string>,
  snapshots: Record<Dimension, Snapshot>,
): Promise<Run> {
  const other: Dimension = dimension === 'helpfulness' ? 'safety' : 'helpfulness';
  const { baseModel, recipe } = recipes[way.mode];
  return way.admin.client(startRun, {
    params: { projectId: projects[dimension] },
    body: {
      name: `demo ${dimension}`,
      trainSnapshotId: snapshots[dimension].id,
      evaluateSnapshotIds: [snapshots[other].id],
      baseModel,
      recipe,
      seed: 0,
    },
  });
}
