import type { WorkEntry } from '@preferably/contracts';
import type { work } from '@preferably/db';
import { inShownOrder } from '../shown-order.ts';

export function shapeEntry(row: work.WorkRow): WorkEntry {
  const { assignmentId, projectId, projectName, dimension, lang, excerpt, endedAt, last } = row;
  const batch = { number: row.batchNumber, name: row.batchName, open: row.batchOpen };
  const worked = { assignmentId, projectId, projectName, dimension, batch, lang, excerpt };
  if (!last) {
    const reason = row.skipReason ?? 'other';
    return { ...worked, state: 'skipped', reason, skippedAt: endedAt.toISOString() };
  }
  return {
    ...worked,
    state: 'judged',
    ...inShownOrder(last),
    comment: last.comment,
    revisions: row.revisions,
    judgedAt: (row.judgedAt ?? endedAt).toISOString(),
    activeMs: row.activeMs ?? 0,
    reopenable: row.batchOpen,
  };
}
