import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../config.ts';
import { CliError } from '../errors.ts';

export interface Command {
  name: string;
  command: string;
  args: string[];
  cwd?: string;
  /** On top of ours; undefined takes a variable away. */
  env: Record<string, string | undefined>;
  logDir: string;
}

/** A process of ours: it writes into its own log, and stops with everything it started. */
export class Child {
  readonly name: string;
  readonly logFile: string;
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  #gone = false;

  constructor({ name, command, args, cwd = root, env, logDir }: Command) {
    this.name = name;
    fs.mkdirSync(logDir, { recursive: true });
    this.logFile = path.join(logDir, `${name}.log`);
    // One log a start, and the one before it: logs do not grow without end.
    if (fs.existsSync(this.logFile)) fs.renameSync(this.logFile, `${this.logFile}.old`);
    const log = fs.openSync(this.logFile, 'a', 0o600);
    this.#child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', log, log],
      // A group of its own: Ctrl-C reaches only us, and we end the processes in their order.
      detached: true,
    });
    fs.closeSync(log);
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#gone = true;
        resolve(`could not be started (${error.message})`);
      });
      this.#child.once('exit', (code, signal) => {
        this.#gone = true;
        resolve(signal ? `was ended by ${signal}` : `ended with exit code ${code}`);
      });
    });
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** Asks it to stop, and ends its whole group when it has not after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.kill('SIGTERM');
    const timer = setTimeout(() => this.kill('SIGKILL'), graceMs);
    await this.ended;
    clearTimeout(timer);
  }

  kill(signal: NodeJS.Signals): void {
    if (this.#gone || this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  /** The last lines of its log, for the person who wants to know why it ended. */
  tail(lines = 12): string {
    const text = fs.readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
    return text ? `${text.replace(/^/gmu, '  | ')}\n` : '';
  }
}

/** Runs a command to its end; its output goes into its log and is shown only when it fails. */
export async function runToEnd(command: Command, advice: string, signal: AbortSignal): Promise<void> {
  const child = new Child(command);
  const onAbort = () => void child.stop(5000);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  const end = await child.ended;
  signal.removeEventListener('abort', onAbort);
  signal.throwIfAborted();
  if (end !== 'ended with exit code 0') {
    throw new CliError(`${command.name} ${end}: ${advice}\n${child.tail()}  (all of it: ${child.logFile})`);
  }
}
