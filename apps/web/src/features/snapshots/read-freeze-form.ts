import { freezeSnapshot } from '@preferably/contracts';
import { type MarginKind, type Strength, strengths } from '@preferably/domain';
import type { z } from 'zod';

export interface FreezeFormValues {
  name: string;
  /** null: all of them, now and without a list. */
  batchIds: readonly string[] | null;
  strengths: readonly Strength[];
  includeRecorded: boolean;
  includeChosenUnsafe: boolean;
  margin: MarginKind;
  /** Percent, as it is typed. */
  testShare: string;
}
export type FreezeField = 'name' | 'batches' | 'strengths' | 'testShare';

const Body = freezeSnapshot.body as NonNullable<typeof freezeSnapshot.body>;
export type FreezeBody = z.output<typeof Body>;
export type FreezeFormReading =
  | { ok: true; body: FreezeBody }
  | { ok: false; faults: ReadonlySet<FreezeField> };

/**
 * Reads the form. An empty list means all to the API, so choosing nothing is a fault here: nobody who unticks
 * everything means everything. All four strengths are sent as none, which keeps judgements without a strength.
 */
export function readFreezeForm(values: FreezeFormValues): FreezeFormReading {
  const faults = new Set<FreezeField>();
  if (values.batchIds?.length === 0) faults.add('batches');
  if (values.strengths.length === 0) faults.add('strengths');
  const percent = values.testShare.trim() === '' ? Number.NaN : Number(values.testShare);
  const parsed = Body.safeParse({
    name: values.name,
    margin: values.margin,
    testShare: percent / 100,
    filter: {
      batchIds: values.batchIds ?? [],
      strengths: values.strengths.length === strengths.length ? [] : values.strengths,
      includeRecorded: values.includeRecorded,
      includeChosenUnsafe: values.includeChosenUnsafe,
    },
  });
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.path[0] === 'name' || issue.path[0] === 'testShare') faults.add(issue.path[0]);
  }
  return parsed.success && faults.size === 0 ? { ok: true, body: parsed.data } : { ok: false, faults };
}

/** The first number that makes a name nobody has taken. */
export function freeName(taken: readonly string[], nameOf: (n: number) => string): string {
  let n = taken.length + 1;
  while (taken.includes(nameOf(n))) n += 1;
  return nameOf(n);
}
