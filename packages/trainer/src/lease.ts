import { ApiError } from '@preferably/contracts';
import { wait } from './wait.ts';

/** The run belongs to another worker by now, or has ended: nothing we say about it counts any more. */
export function isTaken(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const { problem, status } = error;
  if (problem) return ['run_not_yours', 'run_finished', 'not_found'].includes(problem.code);
  return status === 404;
}

/**
 * Worth another try within a lease: no answer, a busy or a broken server. A refused key counts as such, since the
 * same key was good enough to claim the run. Anything else stays wrong however often it is sent.
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return [0, 401, 408, 429].includes(error.status) || error.status >= 500;
}

export interface LeaseReply {
  cancelRequested: boolean;
}

export interface LeaseOptions {
  seconds: number;
  beat: (signal: AbortSignal) => Promise<LeaseReply>;
  log: (line: string) => void;
  /** A clock in milliseconds that never jumps. */
  now?: () => number;
}

/**
 * Our right to a run. It is counted on our own clock from the moment a renewal was sent, so a wrong clock on
 * either machine cannot make us work on a run that another worker holds.
 */
export class Lease {
  readonly #options: LeaseOptions;
  readonly #now: () => number;
  readonly #lost = new AbortController();
  readonly #cancelled = new AbortController();
  readonly #over = new AbortController();
  #until: number;
  #beating: Promise<void> | null = null;

  constructor(options: LeaseOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#until = this.#now() + options.seconds * 1000;
  }

  /** Fires when the run is no longer ours. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Fires when somebody asked for the run to be cancelled. */
  get cancelled(): AbortSignal {
    return this.#cancelled.signal;
  }

  /** Sends one renewing call and learns from its answer; throws what the call throws. */
  async renewing<T extends LeaseReply>(call: () => Promise<T>): Promise<T> {
    const sent = this.#now();
    try {
      const reply = await call();
      this.#until = Math.max(this.#until, sent + this.#options.seconds * 1000);
      if (reply.cancelRequested) this.#cancelled.abort();
      return reply;
    } catch (error) {
      if (isTaken(error)) this.#lose('it was given to another worker or has ended');
      throw error;
    }
  }

  /** Renews at a third of the lease until `end`; between failures it waits shorter. */
  keep(): void {
    this.#beating ??= this.#beatOn();
  }

  async end(): Promise<void> {
    this.#over.abort();
    await this.#beating;
  }

  async #beatOn(): Promise<void> {
    const third = (this.#options.seconds * 1000) / 3;
    const over = AbortSignal.any([this.#over.signal, this.#lost.signal]);
    let pause = third;
    while (!over.aborted) {
      await wait(Math.min(pause, Math.max(0, this.#until - this.#now())), over);
      if (over.aborted) return;
      if (this.#now() >= this.#until) return this.#lose('the service did not answer for a whole lease');
      try {
        // A beat that hangs must not use up the lease: another one may get through.
        const limit = AbortSignal.timeout(Math.max(1, Math.ceil(Math.min(third, this.#until - this.#now()))));
        await this.renewing(() => this.#options.beat(AbortSignal.any([over, limit])));
        pause = third;
      } catch (error) {
        if (over.aborted) return;
        if (pause === third && this.#now() < this.#until)
          this.#options.log(`heartbeat failed (${messageOf(error)}), trying again`);
        pause = Math.min(third / 4, 3000);
      }
    }
  }

  #lose(why: string): void {
    if (this.#lost.signal.aborted) return;
    this.#options.log(`the run is no longer ours: ${why}`);
    this.#lost.abort();
  }
}

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
