import { apiKey } from '@better-auth/api-key';
import { type Database, newId, projects } from '@preferably/db';
import { roles } from '@preferably/domain';
import { betterAuth } from 'better-auth';
import { admin } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import { adminAc, defaultStatements, userAc } from 'better-auth/plugins/admin/access';
import type { Config } from '../config.ts';

export const KEY_PREFIX = 'pref_';
/** As the contract has it. */
export const MAX_KEY_DAYS = 3650;
export const SESSION_SECONDS = 7 * 24 * 3600;

const access = createAccessControl(defaultStatements);
const person = access.newRole(userAc.statements);
const roleRights = Object.fromEntries(
  roles.map((role) => [role, role === 'admin' ? access.newRole(adminAc.statements) : person]),
);

/** The address a browser may use for a local service: localhost and 127.0.0.1 are the same machine. */
export function originsOf(publicUrl: string): string[] {
  const url = new URL(publicUrl);
  if (url.hostname !== 'localhost' && url.hostname !== '127.0.0.1') return [url.origin];
  return ['localhost', '127.0.0.1'].map(
    (host) => `${url.protocol}//${host}${url.port ? `:${url.port}` : ''}`,
  );
}

/**
 * Accounts, sessions and API keys: the library's own tables, hashes (scrypt) and limits.
 * Accounts are opened by an admin, so signing up is off.
 */
export function makeAuth(db: Database, config: Pick<Config, 'publicUrl' | 'authSecret'>) {
  return betterAuth({
    database: db.pool,
    baseURL: config.publicUrl,
    secret: config.authSecret,
    trustedOrigins: originsOf(config.publicUrl),
    telemetry: { enabled: false },
    // Keys are made, listed and revoked under /v1 alone, where scopes and projects are checked and audited.
    disabledPaths: ['create', 'get', 'update', 'delete', 'list'].map((verb) => `/api-key/${verb}`),
    logger: {
      level: 'error',
      // A wrong key is its caller's mistake and is answered with 401; the library would log it as an error of ours.
      log: (level, message) => {
        if (!message.startsWith('Failed to validate API key'))
          console[level === 'debug' ? 'info' : level](message);
      },
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    session: {
      expiresIn: SESSION_SECONDS,
      // A signed copy of the session spares a look-up; whether the account is open is asked on every request anyway.
      cookieCache: { enabled: true, maxAge: 60 },
    },
    rateLimit: {
      enabled: true,
      window: 10,
      max: 100,
      storage: 'database',
      customRules: { '/sign-in/email': { window: 10, max: 5 } },
    },
    advanced: {
      cookiePrefix: 'preferably',
      database: { generateId: () => newId() },
      // Set by us from the connection itself, never taken from the caller.
      ipAddress: { ipAddressHeaders: ['x-client-ip'] },
    },
    databaseHooks: {
      // Everybody can judge; whether and where is a matter of membership.
      user: { create: { after: (user) => projects.ensureAnnotator(db, user.id) } },
    },
    plugins: [
      admin({ ac: access, roles: roleRights, defaultRole: 'annotator', adminRoles: ['admin'] }),
      apiKey({
        defaultPrefix: KEY_PREFIX,
        rateLimit: { enabled: false },
        // A key's projects; nobody writes them but us, see disabledPaths.
        enableMetadata: true,
        keyExpiration: { maxExpiresIn: MAX_KEY_DAYS },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof makeAuth>;
