import { createInterface } from 'node:readline';
import { type Database, models } from '@preferably/db';
import { DomainError, OWN_SCORES, type PairScores } from '@preferably/domain';
import { z } from 'zod';
import type { Storage } from '../../storage/storage.ts';

/** Both models' scores are held at once; a test split of more pairs than this resolves any difference many times over. */
const MOST_PAIRS = 1_000_000;

const Line = z.object({ id: z.string(), root: z.string(), chosen: z.number(), rejected: z.number() });

/** What a model makes of each pair of its own test split, by the pair's id. */
export async function readScores(
  db: Database,
  storage: Storage,
  model: { id: string; name: string },
): Promise<Map<string, PairScores>> {
  const file = await models.findFile(db, model.id, OWN_SCORES);
  const wrong = (why: string) =>
    new DomainError('models_not_comparable', `the model ${model.name} ${why}; start its run again`);
  if (!file) throw wrong('has no scores of its test pairs');
  const scores = new Map<string, PairScores>();
  const input = await storage.read(file.storageKey);
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === '') continue;
    const pair = Line.safeParse(jsonOf(line)).data;
    if (!pair || scores.has(pair.id)) throw wrong('has scores that cannot be read');
    scores.set(pair.id, pair);
    if (scores.size > MOST_PAIRS) throw wrong(`has scores of more than ${MOST_PAIRS} pairs`);
  }
  return scores;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
