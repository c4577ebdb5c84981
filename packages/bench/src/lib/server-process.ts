import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Resources } from './resources.ts';

export interface ServerProcess {
  address: URL;
  pid: number;
  stop(): Promise<void>;
}

export interface ServerCommand {
  /** The module to run, through tsx as the service itself is run. */
  module: string;
  env: Record<string, string>;
  /** Folder for a CPU profile of the process's whole life. */
  profile?: string | undefined;
  /** What it says once it is ready, its address in brackets. */
  ready?: RegExp;
}

/** Starts a server in a process of its own and waits until it says where it is ready. */
export function startServer(resources: Resources, command: ServerCommand): Promise<ServerProcess> {
  return resources.use(
    () => start(command),
    (server) => server.stop(),
  );
}

async function start({
  module,
  env,
  profile,
  ready = /ready at (http:\S+)/u,
}: ServerCommand): Promise<ServerProcess> {
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const child = spawn(process.execPath, [...flags, '--import', 'tsx', module], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl-C reaches us alone: we stop the servers when nothing asks them any more.
    detached: true,
  });
  // Should we be killed outright, nobody else ends them.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  try {
    const address = await readyAt(child, ready);
    return { address, pid: child.pid as number, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

function readyAt(child: ChildProcess, ready: RegExp): Promise<URL> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`a server ended at its start (${code ?? signal})`)),
    );
    if (!child.stdout) throw new Error('the server was started without its output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = line.match(ready)?.[1];
      if (address) resolve(new URL(address));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(late);
}
