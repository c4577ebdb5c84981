import { createHash } from 'node:crypto';
import { createBatch, importComparisons } from '@preferably/contracts';
import { clientOf } from './service.ts';

/** A question that is like no other one, so that each dialog decides its own side of the split. */
export const question = (n: number) =>
  `Explain ${createHash('sha256')
    .update(String(n))
    .digest('hex')
    .replaceAll(/(.{4})/gu, '$1 ')}`;

/**
 * Comparisons that two people judged elsewhere: every third in Korean, and of those every second one with the two on
 * different sides. Every fourth is by another pair of models.
 */
function judgedRow(n: number) {
  const [preferred, other] = n % 2 ? ['a', 'b'] : ['b', 'a'];
  return {
    id: `judged-${n}`,
    lang: n % 3 === 0 ? 'ko' : 'en',
    prompt: [{ role: 'user', content: question(n) }],
    response_a: `An answer to ${n}`,
    response_b: `Another answer to ${n}`,
    models: { a: 'careful', b: n % 4 === 0 ? 'older' : 'quick' },
    preferred,
    annotators: [
      { id: 'rater-1', preferred, strength: 'better' },
      { id: 'rater-2', preferred: n % 6 === 0 ? other : preferred, strength: 'slightly_better' },
    ],
  };
}

export async function addJudged(projectId: string, count: number): Promise<void> {
  const call = clientOf('admin');
  const params = { projectId };
  const batch = await call(createBatch, { params, body: { name: 'Judged elsewhere' } });
  await call(importComparisons, {
    params: { ...params, batchId: batch.id },
    query: { name: 'judged.jsonl', judged: 'true' },
    lines: Array.from({ length: count }, (_, n) => JSON.stringify(judgedRow(n))).join('\n'),
  });
}
