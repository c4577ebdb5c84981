import type { JudgedBy, Revision } from '@preferably/contracts';
import { type Database, revisions } from '@preferably/db';
import { DomainError } from '@preferably/domain';

const instant = (moment: string) => new Date(moment).toISOString();

function shapeRevision(stored: revisions.StoredRevision): Revision {
  const { safeA, safeB, seenA, seenB, judgedAt, submittedAt, ...revision } = stored;
  return {
    ...revision,
    safety: safeA && safeB ? { a: safeA, b: safeB } : null,
    seen: seenA === null || seenB === null ? null : { a: seenA, b: seenB },
    judgedAt: judgedAt && instant(judgedAt),
    submittedAt: instant(submittedAt),
  };
}

/** A comparison with all that was said of it. @param named with the names of the annotators */
export async function revisionsOf(db: Database, comparisonId: string, named: boolean) {
  const found = await revisions.historyOf(db, comparisonId);
  if (!found) throw new DomainError('not_found', 'there is no such comparison');
  const { id, projectId, dimension, sourceId, lang, prompt } = found;
  const batch = { number: found.batchNumber, name: found.batchName, open: found.batchOpen };
  const responses = { a: found.responseA, b: found.responseB };
  const annotators = found.annotators.map(
    ({ pseudonym, name, recorded, skipReason, endedAt, revisions: all }): JudgedBy => ({
      pseudonym,
      name: named ? name : null,
      recorded,
      revisions: all.map(shapeRevision),
      skipped: skipReason && { reason: skipReason, at: instant(endedAt) },
    }),
  );
  return { comparison: { id, projectId, dimension, batch, sourceId, lang, prompt, responses }, annotators };
}
