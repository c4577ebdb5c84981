import { locales } from '@preferably/domain';
import { z } from 'zod';
import { Dimension, Done, Email, Id, Instant, Name, once, Role, Scope } from './common.ts';
import { endpoint } from './endpoint.ts';

export const Me = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    role: Role,
    locale: z.enum(locales).nullable(),
    memberships: z.array(
      z.object({ projectId: Id, slug: z.string(), name: z.string(), dimension: Dimension, role: Role }),
    ),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const getMe = endpoint({
  name: 'getMe',
  summary: 'Who is calling, and in which projects',
  method: 'GET',
  path: '/v1/me',
  reply: Me,
  status: 200,
});

export const updateMe = endpoint({
  name: 'updateMe',
  summary: 'Choose the language of the pages',
  method: 'PATCH',
  path: '/v1/me',
  body: z.strictObject({ locale: z.enum(locales).describe('The language of the pages.') }),
  reply: Done,
  status: 200,
});

export const User = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    role: Role,
    disabled: z.boolean(),
    erased: z.boolean().describe("Nothing personal is left; what they judged stays, under nobody's name."),
    createdAt: Instant,
  })
  .meta({ id: 'User' });

export const listUsers = endpoint({
  name: 'listUsers',
  summary: 'Everybody with an account',
  method: 'GET',
  path: '/v1/users',
  reply: z.object({ users: z.array(User) }),
  status: 200,
});

export const createUser = endpoint({
  name: 'createUser',
  summary: 'Open an account; the one-time password is shown in this answer only',
  method: 'POST',
  path: '/v1/users',
  body: z.strictObject({
    name: Name,
    email: Email.describe('What they sign in with.'),
    role: Role.describe('What they may do at most.'),
    password: z.string().min(10).max(128).optional().describe('Made up and shown once when it is missing.'),
  }),
  reply: z.object({ user: User, oneTimePassword: z.string().nullable() }),
  status: 201,
  refuses: ['name_taken'],
});

export const updateUser = endpoint({
  name: 'updateUser',
  summary: 'Change a role, or close and reopen an account (open sessions end)',
  method: 'PATCH',
  path: '/v1/users/:userId',
  params: z.object({ userId: Id }),
  body: z.strictObject({
    role: Role.optional().describe('What they may do at most.'),
    disabled: z.boolean().optional().describe('Closed: nobody can sign in with it.'),
  }),
  reply: User,
  status: 200,
  refuses: ['conflict'],
});

export const erasePerson = endpoint({
  name: 'erasePerson',
  summary:
    'Erase a person: name, address, sign-in, comments and improved responses go for good; later snapshots leave their judgements out',
  method: 'DELETE',
  path: '/v1/users/:userId',
  params: z.object({ userId: Id }),
  reply: User,
  status: 200,
  refuses: ['conflict'],
});

export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    start: z.string(),
    scopes: z.array(Scope),
    projects: z
      .array(Id)
      .nullable()
      .describe("The projects that the key reads, whatever its owner may see; null for all of the owner's."),
    createdAt: Instant,
    lastUsedAt: Instant.nullable(),
    expiresAt: Instant.nullable(),
  })
  .meta({ id: 'ApiKey' });

export const listApiKeys = endpoint({
  name: 'listApiKeys',
  summary: 'Your own API keys, without their secrets',
  method: 'GET',
  path: '/v1/api-keys',
  reply: z.object({ apiKeys: z.array(ApiKey) }),
  status: 200,
});

export const createApiKey = endpoint({
  name: 'createApiKey',
  summary: 'Make an API key; its secret is shown in this answer only and stored hashed',
  method: 'POST',
  path: '/v1/api-keys',
  body: z.strictObject({
    name: Name.max(32),
    scopes: z.array(Scope).min(1).describe('What may be done with it.'),
    projects: once(z.array(Id).min(1).max(100), 'name each project once')
      .nullable()
      .default(null)
      .describe('The projects that the key shall read, of those you belong to; null for all that you may.'),
    expiresInDays: z
      .int()
      .min(1)
      .max(3650)
      .nullable()
      .default(null)
      .describe('After how many days the key ends by itself; null for never.'),
  }),
  reply: z.object({ apiKey: ApiKey, secret: z.string() }),
  status: 201,
  refuses: ['not_found'],
});

export const revokeApiKey = endpoint({
  name: 'revokeApiKey',
  summary: 'Revoke one of your API keys at once',
  method: 'DELETE',
  path: '/v1/api-keys/:keyId',
  params: z.object({ keyId: Id }),
  reply: Done,
  status: 200,
});
