import type { ProjectStatistics, Report, Snapshot } from '@preferably/contracts';
import type { Dimension } from '@preferably/domain';
import type { z } from 'zod';
import { CliError } from '../errors.ts';
import { interval, percent } from '../figures.ts';
import { duration, table } from '../say.ts';

/** What the demo measured: the shape of its JSON file, without `ok` and `seconds`. */
export interface Figures {
  projects: {
    dimension: Dimension;
    comparisons: number;
    preferences: number;
    annotators: number;
    /** Share of pairs of raters who preferred the same side; null where nobody overlapped. */
    agreement: number | null;
  }[];
  exports: { dimension: Dimension; rows: number; bytes: number; sha256: string }[];
  models: {
    dimension: Dimension;
    base: string;
    parameters: number;
    train_pairs: number;
    test_pairs: number;
    accuracy: number | null;
    ci95: [number, number] | null;
    by_strength: Report['evaluations'][number]['by_strength'];
    other_dimension_accuracy: number | null;
    baseline_accuracy: number | null;
    seconds: number;
  }[];
}

export function projectFigures(
  dimension: Dimension,
  { comparisons, preferences, annotators, agreement }: z.infer<typeof ProjectStatistics>,
): Figures['projects'][number] {
  return { dimension, comparisons, preferences, annotators, agreement: agreement.share };
}

export function exportFigures(dimension: Dimension, snapshot: Snapshot): Figures['exports'][number] {
  const file = snapshot.files.find((f) => f.format === 'canonical');
  if (!file) throw new CliError(`the snapshot ${snapshot.name} has no canonical file`);
  return { dimension, rows: file.rows, bytes: file.bytes, sha256: file.sha256 };
}

export function modelFigures(dimension: Dimension, report: Report): Figures['models'][number] {
  const own = report.evaluations.find((e) => e.dimension === dimension);
  const other = report.evaluations.find((e) => e.dimension !== dimension);
  if (!own || !other) throw new CliError(`the report of the ${dimension} run lacks an evaluation`);
  return {
    dimension,
    base: report.base_model,
    parameters: report.parameters,
    train_pairs: report.train.pairs,
    test_pairs: own.pairs,
    accuracy: own.accuracy,
    ci95: own.ci95,
    by_strength: own.by_strength,
    other_dimension_accuracy: other.accuracy,
    baseline_accuracy: own.baseline.accuracy,
    seconds: report.seconds,
  };
}

/** What must hold for the demo to be ok; an empty list when all of it does. */
export function checkResult(figures: Figures, mode: 'quick' | 'full'): string[] {
  const failed: string[] = [];
  const must = (holds: boolean, words: string) => {
    if (!holds) failed.push(words);
  };
  for (const dimension of ['helpfulness', 'safety'] as const) {
    const project = figures.projects.find((p) => p.dimension === dimension);
    must((project?.preferences ?? 0) > 0, `${dimension}: there are no preferences`);
    const rows = figures.exports.find((e) => e.dimension === dimension)?.rows ?? 0;
    must(rows > 0, `${dimension}: the export is empty`);
    const model = figures.models.find((m) => m.dimension === dimension);
    const [accuracy, low] = [model?.accuracy ?? null, model?.ci95?.[0] ?? null];
    must(accuracy !== null && low !== null, `${dimension}: the model has no accuracy`);
    must(
      (model?.other_dimension_accuracy ?? null) !== null,
      `${dimension}: no accuracy on the other dimension`,
    );
    must((model?.baseline_accuracy ?? null) !== null, `${dimension}: no accuracy of words alone`);
    if (mode === 'quick' || accuracy === null || low === null) continue;
    must(accuracy > 0.55, `${dimension}: accuracy ${percent(accuracy)} is not above 55 %`);
    must(low > 0.5, `${dimension}: the 95 % interval begins at ${percent(low)}, not above 50 %`);
  }
  return failed;
}

export function resultTables({ projects, exports, models }: Figures): string {
  const collected = projects.map((p) => {
    const file = exports.find((e) => e.dimension === p.dimension);
    const counts = [p.comparisons, p.preferences, p.annotators].map(String);
    return [
      p.dimension,
      ...counts,
      percent(p.agreement),
      String(file?.rows ?? '–'),
      file?.sha256.slice(0, 12) ?? '–',
    ];
  });
  const trained = models.map((m) => [
    m.dimension,
    `${m.train_pairs}/${m.test_pairs}`,
    percent(m.accuracy),
    interval(m.ci95),
    percent(m.baseline_accuracy),
    percent(m.other_dimension_accuracy),
    duration(m.seconds),
  ]);
  const strengths = models.flatMap((m) =>
    m.by_strength.map((s) => [
      m.dimension,
      s.strength.replaceAll('_', ' '),
      String(s.pairs),
      percent(s.accuracy),
      interval(s.ci95),
    ]),
  );
  return [
    '',
    table(
      ['collected', 'comparisons', 'preferences', 'annotators', 'agreement', 'exported', 'sha256'],
      collected,
    ),
    '',
    table(
      ['reward model', 'train/test', 'accuracy', '95 % interval', 'words alone', 'other dimension', 'time'],
      trained,
    ),
    '',
    table(['by strength', 'strength', 'pairs', 'accuracy', '95 % interval'], strengths),
    '',
  ].join('\n');
}
