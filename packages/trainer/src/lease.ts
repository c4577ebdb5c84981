import { ApiError } from '@preferably/contracts';
import { wait } from './wait.ts';

const taken = ['run_not_yours', 'run_finished', 'scoring_not_yours', 'scoring_finished', 'not_found'];

/** What we work on belongs to another worker by now, or has ended: nothing we say about it counts any more. */
export function isTaken(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const { problem, status } = error;
  if (problem) return taken.includes(problem.code);
  return status === 404;
}

/**
 * Worth another try within a lease: no answer, one that cannot be read, a busy or a broken server. A refused key counts
 * as such, since the same key was good enough to claim it. Anything else stays wrong however often it is sent.
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status < 400 || [401, 408, 429].includes(error.status) || error.status >= 500;
}

export interface LeaseReply {
  cancelRequested: boolean;
}

export interface LeaseOptions {
  seconds: number;
  beat: (signal: AbortSignal) => Promise<LeaseReply>;
  log: (line: string) => void;
  clock?: Clock;
}

/** Time in milliseconds that never jumps, and waiting by it. */
export interface Clock {
  now: () => number;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const realClock: Clock = { now: () => performance.now(), wait };

/**
 * Our right to a run, or to whatever was claimed. It is counted on our own clock from the moment a renewal was sent, so a wrong clock on
 * either machine cannot make us work on what another worker holds.
 */
export class Lease {
  readonly #options: LeaseOptions;
  readonly #clock: Clock;
  readonly #lost = new AbortController();
  readonly #cancelled = new AbortController();
  readonly #over = new AbortController();
  #until: number;
  #beating: Promise<void> | null = null;

  constructor(options: LeaseOptions) {
    this.#options = options;
    this.#clock = options.clock ?? realClock;
    this.#until = this.#clock.now() + options.seconds * 1000;
  }

  /** Fires when it is no longer ours. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Fires when somebody asked for it to be cancelled. */
  get cancelled(): AbortSignal {
    return this.#cancelled.signal;
  }

  /** Sends one renewing call and learns from its answer; throws what the call throws. */
  async renewing<T extends LeaseReply>(call: () => Promise<T>): Promise<T> {
    const sent = this.#clock.now();
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
      await this.#clock.wait(Math.min(pause, this.#left()), over);
      if (over.aborted) return;
      if (this.#left() === 0) return this.#lose('the service did not answer for a whole lease');
      try {
        await this.#beatOnce(Math.min(third, this.#left()), over);
        pause = third;
      } catch (error) {
        if (over.aborted) return;
        if (pause === third) this.#options.log(`heartbeat failed (${messageOf(error)}), trying again`);
        pause = Math.min(third / 4, 3000);
      }
    }
  }

  /** A beat that hangs must not use up the lease: another one may get through. */
  async #beatOnce(limitMs: number, over: AbortSignal): Promise<void> {
    const [late, answered] = [new AbortController(), new AbortController()];
    void this.#clock.wait(limitMs, answered.signal).then(() => late.abort(new Error('no answer in time')));
    try {
      await this.renewing(() => this.#options.beat(AbortSignal.any([over, late.signal])));
    } finally {
      answered.abort();
    }
  }

  #left(): number {
    return Math.max(0, this.#until - this.#clock.now());
  }

  #lose(why: string): void {
    if (this.#lost.signal.aborted) return;
    this.#options.log(`it is no longer ours: ${why}`);
    this.#lost.abort();
  }
}

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
