import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import * as contracts from './index.ts';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'reply' in value;
const endpoints = Object.values<unknown>(contracts).filter(isEndpoint);

/** What a machine calls without anybody at a screen: its whole answer is explained, not only what is asked. */
const called =
  /\/(?:snapshots|snapshot-[a-z]+|runs|webhooks|imports|models)(?:\/|$)|\/v1\/projects\/:projectId\/preferences$/u;

/** The word says all there is; so does a component, whose name stands there, and a list of one. */
const selfEvident = new Set([
  ...['id', 'name', 'createdAt', 'ok'],
  ...['projectId', 'batchId', 'comparisonId', 'snapshotId', 'guidelineSetId', 'versionId'],
]);
/** Explained at length in docs/trainer.md, as what the trainer measures. */
const elsewhere = new Set(['Report']);

type Schema = z.core.JSONSchema.BaseSchema;
const within = ({ anyOf = [], oneOf = [], allOf = [] }: Schema) => [...anyOf, ...oneOf, ...allOf];
const partsOf = ({ items = [] }: Schema) => [items].flat().filter((each) => typeof each === 'object');

/**
 * The properties without a description, by their places; inside lists, alternatives and components as well. What is said
 * of an unnamed whole is said of its parts.
 */
function silent(schema: z.ZodType, io: 'input' | 'output'): string[] {
  const document = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const componentOf = ({ $ref }: Schema) => $ref?.split('/').at(-1) ?? '';
  const says = (node: Schema): boolean =>
    Boolean(node.description ?? node.$ref) ||
    within(node).some(says) ||
    partsOf(node).some((part) => Boolean(part.$ref));
  const walk = (node: Schema, at: string, told: boolean): string[] => {
    const component = componentOf(node);
    if (elsewhere.has(component)) return [];
    const whole = (document.$defs?.[component] as Schema | undefined) ?? node;
    const known = told && !component;
    return [
      ...Object.entries(whole.properties ?? {}).flatMap(([key, value]) => {
        const property = value as Schema;
        const place = at ? `${at}.${key}` : key;
        const said = known || selfEvident.has(key) || says(property);
        return [...(said ? [] : [place]), ...walk(property, place, known || Boolean(property.description))];
      }),
      ...partsOf(whole).flatMap((part) => walk(part, `${at}[]`, known)),
      ...within(whole).flatMap((each) => walk(each, at, known)),
    ];
  };
  return [...new Set(walk(document, '', false))];
}

test('what is not said is found in lists, alternatives and components, and is not made up', () => {
  const Part = z.object({ said: z.int().describe('Said.'), unsaid: z.int() }).meta({ id: 'PartOfThisTest' });
  const told = z.object({ inside: z.int(), part: Part }).describe('A whole with its parts.');
  const whole = z.object({ id: z.int(), bare: z.array(z.int()), open: z.object({ inside: z.int() }), told });
  const either = z.union([whole, z.object({ parts: z.array(Part).nullable() })]);
  expect(silent(either, 'output')).toEqual([
    'bare',
    'open',
    'open.inside',
    'told.part.unsaid',
    'parts[].unsaid',
  ]);
});

describe.each(endpoints.map((endpoint) => [endpoint.name, endpoint] as const))('%s', (_, endpoint) => {
  const { query, body, reply, path } = endpoint;

  test('says what each parameter of its query and each property of its body means', () => {
    expect({
      query: query ? silent(query, 'input') : [],
      body: body ? silent(body, 'input') : [],
    }).toEqual({ query: [], body: [] });
  });

  if (called.test(path))
    test('says what each property of its answer means', () => {
      expect(silent(reply, 'output')).toEqual([]);
    });
});
