import {
  acknowledgeGuidelines,
  type Client,
  type ComparisonListed,
  getGuidelines,
  listComparisons,
} from '@preferably/contracts';
import { type Place, placeOf, type Side } from '@preferably/domain';
import type { z } from 'zod';
import { CliError } from './errors.ts';

/** Where a stored side stands on the screen, found as a person finds it: by reading the two responses. */
export function placeOnScreen(
  shown: { first: string; second: string },
  stored: { a: string; b: string },
  side: Side,
): Place {
  const same = (one: string, other: string) => one.trim() === other.trim();
  if (same(shown.first, stored.a) && same(shown.second, stored.b)) return placeOf(side, 'a');
  if (same(shown.first, stored.b) && same(shown.second, stored.a)) return placeOf(side, 'b');
  throw new CliError('the responses on the screen are not those of the file');
}

/** Every comparison of a batch that came from a file, by its id in that file. */
export async function comparisonsBySource(
  client: Client,
  projectId: string,
  batch: number,
): Promise<Map<string, z.infer<typeof ComparisonListed>>> {
  const found = new Map<string, z.infer<typeof ComparisonListed>>();
  let after: string | null = null;
  do {
    const page: z.infer<typeof listComparisons.reply> = await client(listComparisons, {
      params: { projectId },
      query: { batch, limit: 1000, ...(after ? { after } : {}) },
    });
    for (const comparison of page.comparisons) {
      if (comparison.sourceId) found.set(comparison.sourceId, comparison);
    }
    after = page.next;
  } while (after);
  return found;
}

/** Acknowledges the guidelines of a project, as an annotator does before the first comparison. */
export async function readGuidelines(client: Client, projectId: string): Promise<void> {
  const params = { projectId };
  const { current } = await client(getGuidelines, { params });
  if (!current || current.acknowledged) return;
  const { passed } = await client(acknowledgeGuidelines, { params, body: { versionId: current.versionId } });
  if (!passed) throw new CliError('the guidelines ask questions that only a person can answer');
}
