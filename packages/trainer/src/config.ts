import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const Environment = z.object({
  PREFERABLY_URL: z.url({ protocol: /^https?$/u, error: 'must be the http(s) address of the service' }),
  PREFERABLY_API_KEY: z.string().trim().min(1, 'must be an API key with the scope "work"'),
  WORKER_NAME: z.string().trim().min(1).max(120).default(os.hostname()),
  WORK_DIR: z.string().trim().min(1).default(path.join(os.homedir(), '.preferably-worker')),
  /** The interpreter that setup.sh made; any other that has the requirements will do. */
  PYTHON: z
    .string()
    .trim()
    .min(1)
    .default(path.resolve(import.meta.dirname, '../python/.venv/bin/python')),
});

export interface WorkerConfig {
  url: string;
  apiKey: string;
  worker: string;
  workDir: string;
  python: string;
  /** What Python inherits: everything (CUDA, proxies, hub tokens of the operator) but the service's key. */
  pythonEnv: NodeJS.ProcessEnv;
}

/** Reads the environment; one error names every bad variable and shows no value. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): WorkerConfig {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    const bad = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
    throw new Error(`The worker cannot start; set these variables: ${bad.join('; ')}`);
  }
  const { PREFERABLY_API_KEY, ...pythonEnv } = env;
  const { data } = parsed;
  return {
    url: data.PREFERABLY_URL.replace(/\/+$/u, ''),
    apiKey: data.PREFERABLY_API_KEY,
    worker: data.WORKER_NAME,
    workDir: path.resolve(data.WORK_DIR),
    python: data.PYTHON,
    pythonEnv,
  };
}
