import { z } from 'zod';
import { Strength } from './common.ts';

export const Count = z.int().min(0);
export const Share = z.number().min(0).max(1);
const inOrder = ([low, high]: readonly [number, number]) => low <= high;
export const Interval = z.tuple([Share, Share]).refine(inOrder, 'begins after its end');
/** Of what may be below 0, or above 1. */
export const Bounds = z.tuple([z.number(), z.number()]).refine(inOrder, 'begins after its end');
/** Of a difference of two shares. */
const LeadInterval = z.tuple([z.number().min(-1), z.number().max(1)]).refine(inOrder, 'begins after its end');

export const measured = { pairs: Count, accuracy: Share.nullable(), ci95: Interval.nullable() };

/** No pairs, no accuracy; pairs always have one, and it has an interval. */
export const measuredWhole = (row: { pairs: number; accuracy: number | null; ci95: unknown }) =>
  (row.pairs === 0) === (row.accuracy === null) && (row.accuracy === null) === (row.ci95 === null);
export const halfMeasured = 'accuracy and interval are there where pairs are, and only there';

/** With the bootstrap by dialog beside Wilson's interval; null where dialogs are too few or do not differ. */
export const clustered = { ...measured, ci95_clustered: Interval.nullable() };

const groupedBy = <K extends string, T extends z.ZodType>(key: K, type: T) =>
  z.array(
    z
      .object({ [key]: type, ...clustered } as Record<K, T> & typeof clustered)
      .refine(
        (row) => measuredWhole(row as { pairs: number; accuracy: number | null; ci95: unknown }),
        halfMeasured,
      ),
  );

/** What a pair may be said to have: a strength, or none recorded. */
export const StrengthOrUnknown = Strength.or(z.literal('unknown'));

export const AccuracyTables = {
  by_strength: groupedBy('strength', StrengthOrUnknown),
  by_source: groupedBy('source', z.string()),
  by_turns: groupedBy('turns', z.enum(['1', '2', '3', '4+'])),
  by_bin: groupedBy(
    'bin',
    z.enum(['chosen_safe', 'both_safe', 'both_unsafe', 'chosen_unsafe', 'unlabelled']),
  ),
  /** null: the row names no batch. */
  by_batch: groupedBy('batch', z.int().nullable()),
};

/** What else was asked on the same pairs. `lead` is the model's accuracy less the control's, paired and by dialog. */
export const Control = z
  .object({
    name: z.string(),
    ...clustered,
    lead: z.number().min(-1).max(1).nullable(),
    lead_ci95: LeadInterval.nullable(),
  })
  .refine(measuredWhole, halfMeasured);
export type Control = z.infer<typeof Control>;

export const Rule = z.object({ name: z.string(), ...measured }).refine(measuredWhole, halfMeasured);
