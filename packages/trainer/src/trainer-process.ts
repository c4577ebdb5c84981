import { type ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stripVTControlCharacters } from 'node:util';

export interface TrainerCommand {
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** What it reads on stdin, taken as it reads it; nothing unless given. It tells its own faults, and does not throw. */
  input?: AsyncIterable<string>;
  /** Each JSON object line of stdout, in order; the pipe waits for the promise. */
  onEvent: (payload: Record<string, unknown>) => Promise<void>;
}

export interface TrainerEnd {
  /** Exit code, or null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Set when it could not even be started. */
  startError: string | null;
  /** The last lines of stderr, cut and cleaned. */
  stderr: string[];
}

/** A running trainer: its events are handed on as they come, `ended` never rejects. */
export class TrainerProcess {
  readonly ended: Promise<TrainerEnd>;
  readonly #child: ChildProcess;
  #gone = false;

  constructor(options: TrainerCommand) {
    // A group of its own: a Ctrl-C in a terminal reaches the worker alone, which then asks for a checkpoint.
    this.#child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env,
      stdio: [options.input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.ended = this.#follow(options);
  }

  /** Asks for a checkpoint and an end; after `graceMs` it is ended without being asked. */
  async stop(graceMs: number): Promise<TrainerEnd> {
    this.#signal('SIGTERM');
    const timer = setTimeout(() => this.#signal('SIGKILL'), graceMs);
    try {
      return await this.ended;
    } finally {
      clearTimeout(timer);
    }
  }

  async #follow(options: TrainerCommand): Promise<TrainerEnd> {
    const child = this.#child;
    const stderr: string[] = [];
    let startError: string | null = null;
    const closed = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      child.once('exit', (code, signal) => {
        this.#gone = true;
        resolve([code, signal]);
      });
      child.once('error', (error) => {
        startError = `${options.command}: ${error.message}`;
        this.#gone = true;
        resolve([null, null]);
      });
    });
    // Both are null only when the start itself failed, which `error` reports.
    const fed = feed(child, options.input);
    const [events, notes] = [readEvents(child, options.onEvent, stderr), readNotes(child, stderr)];
    const [code, signal] = await closed;
    // A process that Python left behind would hold the pipes open for ever.
    if (startError === null) killGroup(child.pid, 'SIGKILL');
    await Promise.all([events, notes, fed]);
    return { code, signal, startError, stderr };
  }

  #signal(name: NodeJS.Signals): void {
    if (!this.#gone) killGroup(this.#child.pid, name);
  }
}

function killGroup(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch (error) {
    // ESRCH: the group is empty already, as it should be.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Writes the input with back-pressure. Why a child reads no more, its end tells. */
async function feed(child: ChildProcess, input: TrainerCommand['input']): Promise<void> {
  if (!child.stdin || !input) return;
  await pipeline(Readable.from(input, { objectMode: true, highWaterMark: 1 }), child.stdin).catch(() => {});
}

async function readEvents(
  child: ChildProcess,
  onEvent: TrainerCommand['onEvent'],
  stderr: string[],
): Promise<void> {
  if (!child.stdout) return;
  for await (const line of linesOf(child.stdout)) {
    const payload = objectOf(line);
    if (payload) await onEvent(payload);
    else if (line.trim()) keepLine(stderr, 'stdout held a line that is no event');
  }
}

async function readNotes(child: ChildProcess, stderr: string[]): Promise<void> {
  if (!child.stderr) return;
  for await (const line of linesOf(child.stderr)) keepLine(stderr, line);
}

/** Lines by \n alone: readline would also cut at \r and at U+2028, which JSON text may hold. */
async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest) yield rest;
}

function objectOf(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Keeps the last twenty lines, each cut short: enough for a library's message, too little for somebody's text. */
function keepLine(lines: string[], line: string): void {
  // A progress bar redraws its line with \r: only its last state counts.
  const text = stripVTControlCharacters(line).trimEnd().split('\r').at(-1)?.slice(0, 240);
  if (!text) return;
  lines.push(text);
  if (lines.length > 20) lines.shift();
}
