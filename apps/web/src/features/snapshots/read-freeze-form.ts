import { freezeSnapshot } from '@preferably/contracts';
import { strengths } from '@preferably/domain';
import type { z } from 'zod';
import type { FreezeFormValues } from './freeze-values.ts';

/** Where a fault is shown. */
export const freezeFields = [
  'name',
  'notes',
  'batches',
  'strengths',
  'from',
  'before',
  'languages',
  'minVotes',
  'minAgreement',
  'testShare',
] as const;
export type FreezeField = (typeof freezeFields)[number];

const Body = freezeSnapshot.body as NonNullable<typeof freezeSnapshot.body>;
export type FreezeBody = z.output<typeof Body>;
export type FreezeFormReading =
  | { ok: true; body: FreezeBody }
  | { ok: false; faults: ReadonlySet<FreezeField> };

/** The fields of the form by their places in the request. */
const fieldAt: Record<string, FreezeField> = {
  name: 'name',
  notes: 'notes',
  testShare: 'testShare',
  'filter.submittedFrom': 'from',
  'filter.submittedBefore': 'before',
  'filter.languages': 'languages',
  'filter.minVotes': 'minVotes',
  'filter.minAgreement': 'minAgreement',
};

const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
/** A bare day begins at midnight (UTC); a whole moment stays as it is. */
const instantOf = (text: string) => {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return /^\d{4}-\d{2}-\d{2}$/u.test(trimmed) ? `${trimmed}T00:00:00Z` : trimmed;
};

/**
 * Reads the form. An empty list means all to the API, so choosing nothing where all were chosen is a fault here: nobody
 * who unticks everything means everything. All four strengths are sent as none, which keeps judgements without one.
 */
export function readFreezeForm(values: FreezeFormValues): FreezeFormReading {
  const faults = new Set<FreezeField>();
  if (values.batchIds?.length === 0) faults.add('batches');
  if (values.strengths.length === 0) faults.add('strengths');
  const [from, before] = [instantOf(values.from), instantOf(values.before)];
  if (from && before && Date.parse(from) >= Date.parse(before)) faults.add('before');
  const parsed = Body.safeParse({
    name: values.name,
    notes: values.notes,
    parentId: values.parentId || null,
    filter: {
      batchIds: values.batchIds ?? [],
      strengths: values.strengths.length === strengths.length ? [] : values.strengths,
      includeRecorded: values.includeRecorded,
      includeGold: values.includeGold,
      includeChosenUnsafe: values.includeChosenUnsafe,
      submittedFrom: from,
      submittedBefore: before,
      languages: values.languages,
      guidelineVersions: values.guidelineVersions,
      annotatorIds: values.annotatorIds,
      safetyBins: values.safetyBins,
      minVotes: numberOf(values.minVotes),
      minAgreement: values.minAgreement.trim() === '' ? null : numberOf(values.minAgreement) / 100,
      flags: values.flags,
      models: values.models,
    },
    aggregation: values.aggregation,
    tieRule: values.tieRule,
    margin: values.margin,
    testShare: numberOf(values.testShare) / 100,
    formats: values.formats,
    compression: values.compression,
  });
  for (const { path } of parsed.error?.issues ?? []) {
    const field = fieldAt[path[0] === 'filter' ? `filter.${String(path[1])}` : String(path[0])];
    // A fault that no field can show would leave the button without an effect and without words.
    if (!field) throw new Error(`the form sends something the service cannot read: ${path.join('.')}`);
    faults.add(field);
  }
  return parsed.success && faults.size === 0 ? { ok: true, body: parsed.data } : { ok: false, faults };
}

/** What decides which preferences belong to it; null while one of these fields cannot be read. */
export function readPreview(values: FreezeFormValues) {
  const reading = readFreezeForm({ ...values, name: 'preview', notes: '', parentId: '' });
  if (!reading.ok) return null;
  const { filter, aggregation, tieRule, testShare } = reading.body;
  return { filter, aggregation, tieRule, testShare };
}

/** The first number that makes a name nobody has taken. */
export function freeName(taken: readonly string[], nameOf: (n: number) => string): string {
  let n = taken.length + 1;
  while (taken.includes(nameOf(n))) n += 1;
  return nameOf(n);
}
