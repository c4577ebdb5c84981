import type { Revision } from '@preferably/contracts';
import type { SafetyLabel, Side, Strength } from '@preferably/domain';

/** What somebody changed their mind about. */
export type Change =
  | { what: 'side'; from: Side; to: Side }
  | { what: 'strength'; from: Strength | null; to: Strength | null }
  | { what: 'safety'; side: Side; from: SafetyLabel | null; to: SafetyLabel | null }
  | { what: 'comment'; how: 'added' | 'changed' | 'removed' };

/** What a revision says differently from the one before; none when it was only handed in again. */
export function changesBetween(before: Revision, after: Revision): Change[] {
  const changes: Change[] = [];
  if (before.side !== after.side) changes.push({ what: 'side', from: before.side, to: after.side });
  if (before.strength !== after.strength)
    changes.push({ what: 'strength', from: before.strength, to: after.strength });
  for (const side of ['a', 'b'] as const) {
    const [from, to] = [before.safety?.[side] ?? null, after.safety?.[side] ?? null];
    if (from !== to) changes.push({ what: 'safety', side, from, to });
  }
  if (before.comment !== after.comment) {
    const how = before.comment === null ? 'added' : after.comment === null ? 'removed' : 'changed';
    changes.push({ what: 'comment', how });
  }
  return changes;
}
