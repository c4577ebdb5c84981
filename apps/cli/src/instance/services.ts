import fs from 'node:fs';
import path from 'node:path';
import { createClient, getHealth } from '@preferably/contracts';
import { root } from '../config.ts';
import { CliError } from '../errors.ts';
import { pause } from '../session.ts';
import type { Child, Command } from './child.ts';

const quiet = { NEXT_TELEMETRY_DISABLED: '1', TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
const typescript = (file: string) => ['--import', 'tsx', path.join(root, file)];

export interface ApiSettings {
  databaseUrl: string;
  host: string;
  port: number;
  publicUrl: string;
  authSecret: string;
  /** Internal address of the pages; null serves the API alone. */
  webUrl: string | null;
  storageDir: string;
  admin: { email: string; password: string };
}

export function apiCommand(settings: ApiSettings, logDir: string): Command {
  return {
    name: 'api',
    command: process.execPath,
    args: typescript('apps/api/src/server.ts'),
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: settings.databaseUrl,
      HOST: settings.host,
      PORT: String(settings.port),
      PUBLIC_URL: settings.publicUrl,
      AUTH_SECRET: settings.authSecret,
      STORAGE_DIR: settings.storageDir,
      ADMIN_EMAIL: settings.admin.email,
      ADMIN_PASSWORD: settings.admin.password,
      WEB_URL: settings.webUrl ?? undefined,
    },
    logDir,
  };
}

export function buildCommand(logDir: string): Command {
  return {
    name: 'build',
    command: path.join(root, 'node_modules/.bin/turbo'),
    args: ['run', 'build'],
    env: quiet,
    logDir,
  };
}

const standalone = path.join(root, 'apps/web/.next/standalone/apps/web');

/** Next's standalone server comes without its static files: they are put beside it after each build. */
export function placeStaticFiles(): void {
  const web = path.join(root, 'apps/web');
  fs.cpSync(path.join(web, '.next/static'), path.join(standalone, '.next/static'), { recursive: true });
  const open = path.join(web, 'public');
  if (fs.existsSync(open)) fs.cpSync(open, path.join(standalone, 'public'), { recursive: true });
}

export function webCommand(settings: { port: number; apiUrl: string }, logDir: string): Command {
  return {
    name: 'web',
    command: process.execPath,
    args: [path.join(standalone, 'server.js')],
    cwd: standalone,
    env: {
      ...quiet,
      NODE_ENV: 'production',
      // Only the API talks to the pages' server, from this machine.
      HOSTNAME: '127.0.0.1',
      PORT: String(settings.port),
      API_URL: settings.apiUrl,
    },
    logDir,
  };
}

export interface WorkerSettings {
  url: string;
  apiKey: string;
  workDir: string;
  python: string;
}

export function workerCommand(settings: WorkerSettings, logDir: string): Command {
  return {
    name: 'worker',
    command: process.execPath,
    args: typescript('packages/trainer/src/main.ts'),
    env: {
      PREFERABLY_URL: settings.url,
      PREFERABLY_API_KEY: settings.apiKey,
      WORK_DIR: settings.workDir,
      PYTHON: settings.python,
    },
    logDir,
  };
}

/** Waits until `ready` says so; a process that ends meanwhile, or two minutes of silence, is an error. */
export async function waitUntilReady(
  child: Child,
  ready: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 100) {
    signal.throwIfAborted();
    if (child.gone)
      throw new CliError(`${child.name} ${await child.ended}\n${child.tail()}  (log: ${child.logFile})`);
    if (await ready().catch(() => false)) return;
    await pause(100, signal);
  }
  throw new CliError(`${child.name} does not answer after two minutes; its log: ${child.logFile}`);
}

export const apiAnswers = (url: string) => async () =>
  (await createClient({ baseUrl: url })(getHealth, {})).ok;

export const pagesAnswer = (url: string) => async () => {
  const response = await fetch(url, { redirect: 'manual' });
  await response.arrayBuffer();
  return response.status < 500;
};
