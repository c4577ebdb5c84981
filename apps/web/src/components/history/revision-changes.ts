import type { Revision } from '@preferably/contracts';
import type { SafetyLabel, Side, Strength } from '@preferably/domain';

/** What somebody changed their mind about. */
export type Change =
  | { what: 'side'; from: Side; to: Side }
  | { what: 'strength'; from: Strength | null; to: Strength | null }
  | { what: 'safety'; side: Side; from: SafetyLabel | null; to: SafetyLabel | null }
  | { what: 'categories' | 'chips'; side: Side; codes: readonly string[] }
  | { what: 'comment' | 'edited'; how: 'added' | 'changed' | 'removed' };

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
  for (const what of ['categories', 'chips'] as const)
    for (const side of ['a', 'b'] as const) {
      const codes = after[what][side];
      if (codes.toSorted().join() !== before[what][side].toSorted().join())
        changes.push({ what, side, codes });
    }
  for (const what of ['comment', 'edited'] as const)
    if (before[what] !== after[what]) {
      const how = before[what] === null ? 'added' : after[what] === null ? 'removed' : 'changed';
      changes.push({ what, how });
    }
  return changes;
}
