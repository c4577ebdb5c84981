import { type ChildProcess, spawn } from 'node:child_process';
import type { Account } from './account.ts';
import { cleanEnvironment } from './cluster.ts';
import { readPidFile } from './pid-file.ts';

export type Server = { child: ChildProcess; ended: () => Error | null };

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Starts PostgreSQL on a data folder. It lives in a process group of its own, so that Ctrl-C reaches us first. */
export function spawnServer(
  program: string,
  data: string,
  settings: Record<string, string | number>,
  account: Account,
  log: (line: string) => void,
): Server {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(program, ['-D', data, ...options], {
    ...account,
    env: cleanEnvironment,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let tail = '';
  let end: Error | null = null;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-4000);
      for (const line of text.split('\n')) if (line) log(line);
    });
  }
  child.on('error', (error) => {
    end = error;
  });
  child.on('exit', (code, signal) => {
    end ??= new Error(`PostgreSQL ended (${code ?? signal}):\n${tail.trim()}`);
  });
  return { child, ended: () => end };
}

/** Ends the server of a data folder, whoever started it, and waits until it has. */
export async function stopServer(data: string): Promise<void> {
  const running = readPidFile(data);
  if (!running) return;
  // SIGINT is PostgreSQL's fast shutdown: sessions are cut, data is written. SIGQUIT leaves the rest to crash recovery.
  const asked = Date.now();
  signal(running.pid, 'SIGINT');
  let urged = false;
  while (readPidFile(data)?.pid === running.pid) {
    const waited = Date.now() - asked;
    if (waited > 30_000)
      throw new Error(`PostgreSQL (process ${running.pid}) does not stop: end it by hand.`);
    if (waited > 20_000 && !urged) urged = signal(running.pid, 'SIGQUIT');
    await pause(10);
  }
}

function signal(pid: number, name: NodeJS.Signals): true {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it has just ended by itself
  }
  return true;
}
