import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { type Endpoint, Problem } from '@preferably/contracts';
import type { ErrorCode, Policy } from '@preferably/domain';
import type { FastifySchema } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { SESSION_COOKIE } from './auth.ts';
import { statusOf } from './problems.ts';

/** What the operations are grouped by, in the order of the page. */
const tags = {
  projects: 'Projects, their batches and their figures',
  comparisons: 'What is judged, and what was said of it',
  imports: 'Comparisons and recorded judgements from files',
  guidelines: 'What annotators judge by',
  judging: 'Claims, preferences, drafts, and your own work',
  flags: 'Comparisons that annotators showed to the admins',
  snapshots: 'Frozen preference data, its files, and how it reaches you',
  training: 'Runs, the reward models that they leave, their scores, and the workers that fit them',
  account: 'You and your API keys',
  people: 'Accounts and members',
  service: 'The service itself',
};
type Tag = keyof typeof tags;

/** The last word of a path that stands here names its group. */
const tagsOfWords: Record<string, Tag> = {
  'api-keys': 'account',
  'guideline-sets': 'guidelines',
  'guideline-versions': 'guidelines',
  'snapshot-choices': 'snapshots',
  'snapshot-preview': 'snapshots',
  acknowledgement: 'guidelines',
  activity: 'judging',
  assignments: 'judging',
  comparisons: 'comparisons',
  curve: 'training',
  diff: 'snapshots',
  feed: 'snapshots',
  flags: 'flags',
  guidelines: 'guidelines',
  hand: 'judging',
  health: 'service',
  imports: 'imports',
  me: 'account',
  members: 'people',
  models: 'training',
  progress: 'judging',
  qualification: 'judging',
  qualifications: 'people',
  projects: 'projects',
  runs: 'training',
  scorings: 'training',
  snapshots: 'snapshots',
  users: 'people',
  webhooks: 'snapshots',
  work: 'judging',
  worker: 'training',
};

function tagOf(path: string): Tag {
  const word = path.split('/').findLast((part) => Object.hasOwn(tagsOfWords, part));
  if (word === undefined) throw new Error(`${path} belongs to no group of the OpenAPI document: name one`);
  return tagsOfWords[word] as Tag;
}

const about = `People say which of two model responses is better; from the data helpfulness and safety reward models
are fitted. Everything the pages do goes through this API.

**Who is calling.** Send an API key as \`x-api-key\`, or the cookie of a session. A key does what its scopes allow, never
more than its owner may, and nothing outside of its projects where it was made for certain ones.

**Problems** are answered as \`application/problem+json\` (RFC 9457): \`code\` is the stable name that programs look at,
\`detail\` says what to do. What you may not see is answered like what does not exist, with 404.

**Long lists** come in pages: ask again with \`after\` set to the \`next\` of the answer, until it is null.`;

/** The options of @fastify/swagger: the document is made of the schemas that the routes themselves check. */
export const openapi = (publicUrl: string): FastifyDynamicSwaggerOptions => ({
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Preferably',
      version: '0.1.0',
      description: about,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl, description: 'this service' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    components: {
      securitySchemes: {
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'x-api-key',
          description: 'A key of the page "API keys"',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: `${publicUrl.startsWith('https:') ? '__Secure-' : ''}${SESSION_COOKIE}`,
          description: 'The cookie that signing in sets; only pages of this service may use it',
        },
      },
    },
  },
  transform: (route: Parameters<typeof jsonSchemaTransform>[0]) => {
    const { lines, ...rest } = (route.schema ?? {}) as FastifySchema & { lines?: boolean };
    const made = jsonSchemaTransform({ ...route, schema: rest } as typeof route);
    // Not given as the schema of the body, because nothing but the use case reads the stream.
    if (!lines) return made;
    const body = { type: 'string', description: 'One JSON object a line, in UTF-8.' };
    return { ...made, schema: { ...made.schema, body, consumes: ['application/x-ndjson'] } };
  },
  transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
});

/** Every registered schema comes in the form that is sent and the form that is received: only what is used stays. */
function withoutUnused(made: ReturnType<typeof jsonSchemaTransformObject>) {
  const document = made as { paths?: object; components?: { schemas?: Record<string, unknown> } };
  const schemas = document.components?.schemas ?? {};
  const used = new Set<string>();
  const look = (part: unknown) => {
    for (const [, name = ''] of JSON.stringify(part ?? null).matchAll(/"#\/components\/schemas\/(\w+)"/gu)) {
      if (used.has(name)) continue;
      used.add(name);
      look(schemas[name]);
    }
  };
  look(document.paths);
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  return { ...document, components: { ...document.components, schemas: kept } } as typeof made;
}

/** Who may call, in words, and by what. */
function accessOf(policy: Policy): { words: string; security: Record<string, string[]>[] } {
  if (policy.kind === 'public') return { words: 'For everybody.', security: [] };
  const session = { session: [] };
  if (!policy.scope) return { words: 'For people who have signed in, not for keys.', security: [session] };
  const security = [{ apiKey: [] }, session];
  const key = policy.scope === 'any' ? 'Any key will do.' : `A key needs the scope \`${policy.scope}\`.`;
  if (policy.kind === 'signed_in') return { words: key, security };
  const roles = [...policy.roles, 'admin'].map((role) => `\`${role}\``).join(', ');
  const where = policy.kind === 'project' ? ' in the project' : '';
  return { words: `For ${roles}${where}. ${key}`, security };
}

/** What an endpoint of this kind can always answer. */
function codesOf(endpoint: Shape, policy: Policy): ErrorCode[] {
  return [
    ...(endpoint.params || endpoint.query || endpoint.body || endpoint.streams
      ? (['invalid_request'] as const)
      : []),
    ...(policy.kind === 'public' ? [] : (['unauthenticated', 'forbidden'] as const)),
    ...(endpoint.params ? (['not_found'] as const) : []),
    ...(endpoint.body ? (['payload_too_large'] as const) : []),
    ...(endpoint.refuses ?? []),
    'internal',
  ];
}

/** The problem answers by status, each with the codes it may carry. */
export function problemsOf(codes: readonly ErrorCode[]) {
  const statuses = new Set(codes.map((code) => statusOf[code]));
  const wordsFor = (status: number) =>
    [...new Set(codes)].filter((code) => statusOf[code] === status).map((code) => `\`${code}\``);
  return Object.fromEntries(
    [...statuses].map((status) => [
      status,
      {
        description: wordsFor(status).join(', '),
        content: { 'application/problem+json': { schema: Problem } },
      },
    ]),
  );
}

/** The good answers. */
export const meaningOf = {
  200: 'Done, or what was asked for',
  201: 'Made',
  202: 'Taken on: the rest goes on in the background',
} satisfies Record<Endpoint['status'], string>;

type Shape = Pick<
  Endpoint,
  'name' | 'summary' | 'description' | 'path' | 'params' | 'query' | 'body' | 'streams' | 'refuses'
>;

/** The schema of a route: what it checks, and what the OpenAPI document says of it. */
export function describeOperation(endpoint: Shape, policy: Policy, replies: Record<string, unknown>) {
  const { words, security } = accessOf(policy);
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    description: [endpoint.description, words].filter(Boolean).join('\n\n'),
    tags: [tagOf(endpoint.path)],
    security,
    ...(endpoint.params ? { params: endpoint.params } : {}),
    ...(endpoint.query ? { querystring: endpoint.query } : {}),
    ...(endpoint.body ? { body: endpoint.body } : {}),
    ...(endpoint.streams ? { lines: true } : {}),
    response: { ...replies, ...problemsOf(codesOf(endpoint, policy)) },
  };
}
