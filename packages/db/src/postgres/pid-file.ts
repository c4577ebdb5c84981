import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export type Running = { pid: number; port: number };

/** What a running server writes into its data folder; null when none runs. After a crash it may name the dead. */
export function readPidFile(data: string): Running | null {
  try {
    const lines = fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return null;
  }
}

/** The living server of a data folder, whichever port it was given. */
export function findRunning(data: string): Running | null {
  const named = readPidFile(data);
  return named && isPostgres(named.pid) ? named : null;
}

/**
 * Removes a postmaster.pid left by a crash whose number another program has since been given (small numbers come again
 * soon in a container): PostgreSQL takes a living process of that number for a server, and would not start.
 */
export function removeStalePidFile(data: string): void {
  if (!findRunning(data)) fs.rmSync(path.join(data, 'postmaster.pid'), { force: true });
}

function isPostgres(pid: number): boolean {
  if (!fs.existsSync('/proc/self/cmdline')) {
    const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' });
    return stdout.includes('postgres');
  }
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}
