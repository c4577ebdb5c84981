import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../config.ts';

/** Runs the program as somebody at a terminal would, in a folder of their own. */
export function runProgram(
  words: readonly string[],
  env: Record<string, string>,
  cwd: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const tsx = import.meta.resolve('tsx');
  const child = spawn(
    process.execPath,
    ['--import', tsx, path.join(root, 'apps/cli/src/main.ts'), ...words],
    { cwd, env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } },
  );
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}
