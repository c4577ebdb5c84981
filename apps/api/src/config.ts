import { z } from 'zod';
import type { StoragePlace } from './storage/open-storage.ts';

const Environment = z
  .object({
    DATABASE_URL: z.string().regex(/^postgres(?:ql)?:\/\//u, 'must begin with postgresql://'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    /** What people type into the browser; cookies and origins are checked against it. */
    PUBLIC_URL: z.url().optional(),
    AUTH_SECRET: z.string().min(32, 'must have at least 32 characters; `openssl rand -hex 32` makes one'),
    /** Where the pages are served inside; everything that is not the API's own is passed on to it. */
    WEB_URL: z.url().optional(),
    /** Where the files of snapshots lie: a folder, or a place in a bucket, which is taken when both are set. */
    STORAGE_DIR: z.string().min(1).optional(),
    STORAGE_URL: z
      .string()
      .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]+(?:\/[\w.-]+)*\/?$/u, 'must look like s3://bucket/prefix')
      .optional(),
    /** Of an S3 that is not Amazon's. */
    S3_ENDPOINT: z.url({ protocol: /^https?$/u }).optional(),
    S3_REGION: z.string().min(1).default('us-east-1'),
    /** The first admin, made once, while there is none. Without a password one is made and printed. */
    ADMIN_EMAIL: z.email().default('admin@preferably.local'),
    ADMIN_PASSWORD: z.string().min(10).max(128).optional(),
    LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
    RUN_LEASE_SECONDS: z.coerce.number().int().min(2).max(3600).default(60),
    /** Of one file that a worker uploads. 64 GiB: the trainer writes a large model in parts smaller than that. */
    MODEL_FILE_BYTES: z.coerce
      .number()
      .int()
      .min(1)
      .default(64 * 2 ** 30),
  })
  .refine((env) => env.STORAGE_DIR ?? env.STORAGE_URL, {
    path: ['STORAGE_DIR'],
    message: 'name the folder for the files of snapshots, or set STORAGE_URL to s3://bucket/prefix',
  });

export interface Config {
  databaseUrl: string;
  port: number;
  host: string;
  publicUrl: string;
  authSecret: string;
  webUrl: string | null;
  storage: StoragePlace;
  admin: { email: string; password: string | null };
  logLevel: string;
  runLeaseSeconds: number;
  /** The most that one file of a model may have. */
  modelFileBytes: number;
}

/** Reads the environment once; says every bad variable in one message, and no value. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`);
    throw new Error(`the environment is not complete:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    databaseUrl: env.DATABASE_URL,
    port: env.PORT,
    host: env.HOST,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/u, ''),
    authSecret: env.AUTH_SECRET,
    webUrl: env.WEB_URL ?? null,
    storage: storageOf(env),
    admin: { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD ?? null },
    logLevel: env.LOG_LEVEL,
    runLeaseSeconds: env.RUN_LEASE_SECONDS,
    modelFileBytes: env.MODEL_FILE_BYTES,
  };
}

function storageOf(env: z.infer<typeof Environment>): StoragePlace {
  const [, bucket, prefix] = env.STORAGE_URL?.match(/^s3:\/\/([^/]+)\/?(.*?)\/?$/u) ?? [];
  if (bucket === undefined) return { kind: 'disk', directory: env.STORAGE_DIR as string };
  return {
    kind: 's3',
    bucket,
    prefix: prefix ?? '',
    endpoint: env.S3_ENDPOINT ?? null,
    region: env.S3_REGION,
  };
}
