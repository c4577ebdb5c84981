import { safetyLabels } from '@preferably/domain';
import { z } from 'zod';
import type { Draft } from './label-session.ts';

const label = z.enum(safetyLabels).nullable();
const Stored = z.object({
  assignmentId: z.string(),
  draft: z.object({
    step: z.int().min(1).max(8).nullable(),
    safety: z.object({ first: label, second: label }),
    comment: z.string(),
  }),
});

const key = 'preferably.draft';

/** Keeps the draft over a reload or a new sign-in. Of this tab only: others may use the same machine. */
export function keepDraft(assignmentId: string, draft: Draft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ assignmentId, draft } satisfies z.infer<typeof Stored>));
  } catch {
    // Storage may be full or switched off; the draft on the screen is still there.
  }
}

export function keptDraft(assignmentId: string): Draft | null {
  try {
    const stored = Stored.parse(JSON.parse(sessionStorage.getItem(key) ?? 'null'));
    return stored.assignmentId === assignmentId ? stored.draft : null;
  } catch {
    return null;
  }
}

export function dropDraft(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // See keepDraft.
  }
}
