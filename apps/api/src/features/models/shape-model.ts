import { Recipe } from '@preferably/contracts';
import type { models } from '@preferably/db';
import { z } from 'zod';

/** The list and what every answer holds. */
export function shapeModel(model: models.StoredModel) {
  const { snapshotId, snapshotName, ownTest, createdAt } = model;
  return {
    id: model.id,
    projectId: model.projectId,
    name: model.name,
    dimension: model.dimension,
    state: model.state,
    baseModel: model.baseModel,
    seed: model.seed,
    snapshot: { id: snapshotId, name: snapshotName },
    ownTest: ownTest && { pairs: ownTest.pairs, accuracy: ownTest.accuracy, ci95: ownTest.ci95 },
    createdAt: createdAt.toISOString(),
  };
}

/** What of a report the lineage tells; what an older trainer did not write is null. */
const Lineage = z.object({
  parameters: z.int(),
  trained_parameters: z.int(),
  device: z.string(),
  dtype: z.string(),
  code_version: z.string().nullish(),
  train: z.object({
    pairs: z.int(),
    mix: z.object({ drawn: z.record(z.string(), z.int()) }).nullish(),
  }),
});

export function shapeLineage(model: models.ModelWithLineage, files: readonly models.StoredFile[]) {
  const report = Lineage.parse(model.report);
  return {
    ...shapeModel(model),
    recipe: Recipe.parse(model.recipe),
    evaluateSnapshots: model.evaluateSnapshots.map(({ id, name, projectId }) => ({
      id,
      name: projectId === model.projectId ? name : null,
    })),
    mix: report.train.mix?.drawn ?? null,
    codeVersion: report.code_version ?? null,
    trainPairs: report.train.pairs,
    parameters: report.parameters,
    trainedParameters: report.trained_parameters,
    device: report.device,
    dtype: report.dtype,
    files: { count: files.length, bytes: files.reduce((sum, file) => sum + file.bytes, 0) },
  };
}
