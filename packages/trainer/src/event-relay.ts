import { backOff, wait } from './wait.ts';

/** One event as the service takes it (RunEvent without the attempt, which the envelope carries). */
export interface OutgoingEvent {
  seq: number;
  at: string;
  kind: string;
  payload: Record<string, unknown>;
}

export interface RelayOptions {
  send: (events: OutgoingEvent[]) => Promise<unknown>;
  /** Whether a failed send may be tried again. */
  mayRetry: (error: unknown) => boolean;
  log: (line: string) => void;
  /** Fires when the lease is gone: what is unsent then is dropped. */
  lost: AbortSignal;
  batchMs?: number;
  batchSize?: number;
  /** With so many unsent events the trainer's output is left in its pipe. */
  full?: number;
  backOffMs?: (attempt: number) => number;
  now?: () => Date;
}

/** Hands the trainer's events on in their order: in batches, each event at most once in flight, none left out. */
export class EventRelay {
  readonly #options: RelayOptions;
  readonly #ended = new AbortController();
  readonly #unsent: OutgoingEvent[] = [];
  readonly #running: Promise<void>;
  #seq = 0;
  #wake = new AbortController();
  #room = new AbortController();

  constructor(options: RelayOptions) {
    this.#options = options;
    options.lost.addEventListener('abort', () => {
      this.#wake.abort();
      this.#room.abort();
    });
    this.#running = this.#run();
  }

  /** Takes one event. Resolves when there is room for the next. */
  async push(payload: Record<string, unknown>): Promise<void> {
    const kind = String(payload.kind ?? 'log').slice(0, 40);
    const at = (this.#options.now?.() ?? new Date()).toISOString();
    this.#unsent.push({ seq: this.#seq++, at, kind, payload });
    this.#wake.abort();
    while (this.#unsent.length >= (this.#options.full ?? 5000) && !this.#options.lost.aborted) {
      await wait(60_000, this.#room.signal);
    }
  }

  /** Sends what is left. True when every event got there. */
  async end(): Promise<boolean> {
    this.#ended.abort();
    this.#wake.abort();
    await this.#running;
    return this.#unsent.length === 0;
  }

  async #run(): Promise<void> {
    const { lost, batchMs = 1000, batchSize = 500 } = this.#options;
    const hurry = AbortSignal.any([this.#ended.signal, lost]);
    while (!lost.aborted) {
      if (this.#unsent.length === 0) {
        if (this.#ended.signal.aborted) return;
        this.#wake = new AbortController();
        await wait(60_000, this.#wake.signal);
        continue;
      }
      // Gathers for a moment: an event a step would otherwise be a request a step.
      if (this.#unsent.length < batchSize) await wait(batchMs, hurry);
      if (!(await this.#sendBatch(this.#unsent.slice(0, batchSize)))) return;
    }
  }

  async #sendBatch(batch: OutgoingEvent[]): Promise<boolean> {
    const { lost, log, mayRetry, send } = this.#options;
    for (let attempt = 1; !lost.aborted; attempt++) {
      try {
        await send(batch);
        this.#forget(batch.length);
        return true;
      } catch (error) {
        if (lost.aborted) return false;
        const reason = error instanceof Error ? error.message : String(error);
        if (!mayRetry(error)) {
          // A batch the service will never take must not hold up the rest of the run.
          log(`${batch.length} events were refused and are left out (${reason})`);
          this.#forget(batch.length);
          return true;
        }
        if (attempt === 1)
          log(`events could not be handed in (${reason}), trying again while the lease lasts`);
        await wait((this.#options.backOffMs ?? backOff)(attempt), lost);
      }
    }
    return false;
  }

  #forget(count: number): void {
    this.#unsent.splice(0, count);
    this.#room.abort();
    this.#room = new AbortController();
  }
}
