import {
  dimensions,
  errorCodes,
  places,
  roles,
  safetyLabels,
  scopes,
  sides,
  splits,
  strengths,
} from '@preferably/domain';
import { z } from 'zod';

export const Id = z.uuid();
export const Instant = z.iso.datetime({ offset: true });
/** An instant from outside, told in UTC: the database knows neither every offset that can be written nor a year 0. */
export const Moment = Instant.overwrite(inUtc).refine(
  (text) => /^(?!0000)\d{4}-/u.test(text),
  'must lie in the years 1 to 9999',
);
/** What is no instant stays as it is: the schema has refused it already. */
function inUtc(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : new Date(at).toISOString();
}

/** RFC 5321: no more than 64 characters before the @. */
export const Email = z
  .email()
  .max(254)
  .regex(/^[^@]{1,64}@/u, 'has more than 64 characters before the @');
/** The largest number that a counter in the database holds. */
export const MAX_COUNT = 2_147_483_647;
/** A list that names nothing twice. */
export const once = <T extends z.ZodType>(list: z.ZodArray<T>, words: string) =>
  list.refine((all) => new Set(all).size === all.length, words).meta({ uniqueItems: true });
export const Dimension = z.enum(dimensions).describe('What a project collects preferences in.');
export const Role = z.enum(roles);
export const Scope = z.enum(scopes);
export const Side = z.enum(sides);
export const Place = z.enum(places);
export const Strength = z.enum(strengths).describe('How much better the preferred response is.');
export const SafetyLabel = z.enum(safetyLabels);
export const Split = z.enum(splits);
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/u)
  .describe('SHA-256 of its bytes, in hexadecimal.');
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'use small letters, digits and single hyphens')
  .max(60);
export const Name = z.string().trim().min(1).max(120);

export const Turn = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
});

/** RFC 9457 problem details. `code` is the stable name that programs look at; `detail` is for people. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(errorCodes),
    detail: z.string().optional(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** An answer to a request that changes something and has nothing more to say. */
export const Done = z.object({ ok: z.literal(true) });
