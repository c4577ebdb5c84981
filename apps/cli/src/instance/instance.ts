import { Child, type Command } from './child.ts';

export interface Stopper {
  name: string;
  stop: () => Promise<void>;
}

/** What runs, in the order of its start. It is stopped in the order of `rank`: the worker first, the database last. */
export class Instance {
  readonly #signal: AbortSignal;
  readonly #children: { child: Child; rank: number; graceMs: number }[] = [];
  readonly #last: Stopper[] = [];
  #stopping = false;
  #onDeath: (child: Child, end: string) => void = () => {};

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Called when a process ends that was not asked to. */
  set onDeath(handler: (child: Child, end: string) => void) {
    this.#onDeath = handler;
  }

  /** Starts a process. @param rank lower ranks are stopped earlier */
  start(command: Command, rank: number, graceMs: number): Child {
    this.#signal.throwIfAborted();
    const child = new Child(command);
    this.#children.push({ child, rank, graceMs });
    void child.ended.then((end) => {
      if (!this.#stopping) this.#onDeath(child, end);
    });
    return child;
  }

  /** Something that stops after all processes, the database for instance; the last one added first. */
  stopLast(stopper: Stopper): void {
    this.#last.unshift(stopper);
  }

  async stop(say: (line: string) => void): Promise<void> {
    this.#stopping = true;
    const running = this.#children.filter(({ child }) => !child.gone).sort((a, b) => a.rank - b.rank);
    for (const { child, graceMs } of running) {
      say(`stopping ${child.name}`);
      await child.stop(graceMs);
    }
    for (const { name, stop } of this.#last) {
      say(`stopping ${name}`);
      await stop();
    }
  }

  /** No more waiting: ends every process now. */
  async force(): Promise<void> {
    this.#stopping = true;
    for (const { child } of this.#children) child.kill('SIGKILL');
    for (const { stop } of this.#last) await stop();
  }
}

/** Worker before web before API: whoever needs another is stopped before it. */
export const ranks = { worker: 0, web: 1, api: 2 } as const;

/** A worker gets the time its trainer needs for a checkpoint. */
export const graces = { worker: 75_000, web: 5_000, api: 15_000 } as const;
