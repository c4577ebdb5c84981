import type { Scoring } from '@preferably/contracts';
import type { scorings } from '@preferably/db';

export function shapeScoring(stored: scorings.StoredScoring): Scoring {
  const { modelId, modelName, createdAt, startedAt, endedAt, ...scoring } = stored;
  return {
    ...scoring,
    model: { id: modelId, name: modelName },
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}
