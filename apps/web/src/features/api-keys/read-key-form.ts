import { createApiKey } from '@preferably/contracts';
import type { Scope } from '@preferably/domain';
import type { z } from 'zod';

/** How long a key lives: days, for good, or until a day of its owner's choice. */
export const terms = ['30', '90', '365', 'never', 'date'] as const;
export type Term = (typeof terms)[number];

export interface KeyFormValues {
  name: string;
  scopes: readonly Scope[];
  /** null: every project that the owner may read, now and later. */
  projects: readonly string[] | null;
  term: Term;
  /** The day of the term `date`, as the calendar gives it. */
  date: string;
}
export type KeyField = 'name' | 'scopes' | 'projects' | 'date';

const Body = createApiKey.body as NonNullable<typeof createApiKey.body>;
export type KeyBody = z.output<typeof Body>;

const DAY_MS = 86_400_000;
/** Days from the day of `now` to a day, both in UTC; what is no day is no number. */
export const daysUntil = (date: string, now: string) =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${now.slice(0, 10)}T00:00:00Z`)) / DAY_MS);

const daysOf = ({ term, date }: KeyFormValues, now: string) =>
  term === 'never' ? null : term === 'date' ? daysUntil(date, now) : Number(term);

/** Reads the form. Choosing some projects and then none of them is a fault: nobody means all of them by it. */
export function readKeyForm(
  values: KeyFormValues,
  now: string,
): { ok: true; body: KeyBody } | { ok: false; faults: ReadonlySet<KeyField> } {
  const parsed = Body.safeParse({
    name: values.name,
    scopes: values.scopes,
    projects: values.projects,
    expiresInDays: daysOf(values, now),
  });
  if (parsed.success) return { ok: true, body: parsed.data };
  const faults = parsed.error.issues.map(({ path: [first] }): KeyField => {
    if (first === 'name' || first === 'scopes' || first === 'projects') return first;
    return 'date';
  });
  return { ok: false, faults: new Set(faults) };
}
