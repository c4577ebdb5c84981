import path from 'node:path';
import { z } from 'zod';
import { CliError } from './errors.ts';

/** The checkout: everything the CLI starts lies under it. */
export const root = path.resolve(import.meta.dirname, '../../..');

const Port = z.coerce.number('must be a port number').int().min(1, 'must be a port number').max(65_535);
const Flag = z.enum(['0', '1'], 'must be 0 or 1');

const StartEnvironment = z.object({
  PORT: Port.default(3000),
  WEB_PORT: Port.default(3001),
  PG_PORT: Port.default(55_432),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/u, error: 'must be the http(s) address that browsers use' })
    .optional(),
  DATA_DIR: z.string().trim().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/u, error: 'must begin with postgresql://' }).optional(),
  ADMIN_EMAIL: z.email('must be an e-mail address').default('admin@preferably.local'),
  START_WORKER: Flag.default('1'),
  /** An interpreter that has the trainer's requirements; without it one is set up. */
  PYTHON: z.string().trim().min(1).optional(),
});

const RemoteEnvironment = z.object({
  PREFERABLY_URL: z
    .url({ protocol: /^https?$/u, error: 'must be the http(s) address of the service' })
    .default('http://localhost:3000'),
  PREFERABLY_API_KEY: z
    .string('must be an API key; make one on the page “API keys”')
    .trim()
    .min(1, 'must be an API key; make one on the page “API keys”'),
});

function read<T>(schema: z.ZodType<T>, env: NodeJS.ProcessEnv): T {
  // An empty variable is one that was not set: compose files and .env templates leave such lines.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new CliError(parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; '));
}

export function readStartConfig(env: NodeJS.ProcessEnv = process.env) {
  const values = read(StartEnvironment, env);
  const ports = [values.PORT, values.WEB_PORT, ...(values.DATABASE_URL ? [] : [values.PG_PORT])];
  if (new Set(ports).size < ports.length) {
    throw new CliError('PORT, WEB_PORT and PG_PORT must be three different ports');
  }
  return {
    port: values.PORT,
    webPort: values.WEB_PORT,
    pgPort: values.PG_PORT,
    host: values.HOST,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/u, ''),
    dataDir: path.resolve(root, values.DATA_DIR),
    databaseUrl: values.DATABASE_URL ?? null,
    adminEmail: values.ADMIN_EMAIL,
    worker: values.START_WORKER === '1',
    python: values.PYTHON ?? null,
  };
}
export type StartConfig = ReturnType<typeof readStartConfig>;

/** For what needs neither ports nor the service. */
export function readTrainerConfig(env: NodeJS.ProcessEnv = process.env) {
  const { PYTHON } = read(StartEnvironment.pick({ PYTHON: true }), env);
  return { python: PYTHON ?? null, pythonPath: env.PYTHONPATH || null };
}

export function readRemoteConfig(env: NodeJS.ProcessEnv = process.env) {
  const values = read(RemoteEnvironment, env);
  return { url: values.PREFERABLY_URL.replace(/\/+$/u, ''), apiKey: values.PREFERABLY_API_KEY };
}
export type RemoteConfig = ReturnType<typeof readRemoteConfig>;
