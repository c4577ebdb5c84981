import type { NewScore, ToScore } from '@preferably/contracts';
import { plainProbability } from '@preferably/domain';
import { z } from 'zod';
import { isPassing, messageOf } from './lease.ts';
import { backOff, wait } from './wait.ts';

/** What `score` answers to a comparison (docs/trainer.md). Without a calibration it gives no probability. */
const Answer = z.union([
  z.object({
    id: z.string(),
    a: z.number(),
    b: z.number(),
    probability: z.number().min(0).max(1).optional(),
    truncated: z.boolean().default(false),
  }),
  z.object({ id: z.string(), error: z.string() }),
]);

export interface TrafficOptions {
  /** The next comparisons after one of them; `next` is null with the last page. */
  page: (
    after: string | null,
    signal: AbortSignal,
  ) => Promise<{ comparisons: ToScore[]; next: string | null }>;
  send: (scores: NewScore[]) => Promise<unknown>;
  /** Fires when no more comparisons are to be given. */
  stop: AbortSignal;
  /** Fires when the lease is gone: what is unsent then is dropped, and scored again by whoever goes on. */
  lost: AbortSignal;
  log: (line: string) => void;
  /** So many scores are handed in at a time. */
  batchSize?: number;
  backOffMs?: (attempt: number) => number;
}

/**
 * Carries comparisons from the service to the trainer and its answers back, in constant memory: a page is fetched when
 * the last one was read, and an answer is read when there is room for it.
 */
export class ScoreTraffic {
  readonly #options: TrafficOptions;
  readonly #failed = new AbortController();
  readonly #unsent: NewScore[] = [];
  #given = 0;
  #scored = 0;
  #unscorable = 0;
  #complete = false;
  #fault: Error | null = null;

  constructor(options: TrafficOptions) {
    this.#options = options;
  }

  /** Fires when something went wrong that no repetition mends; `fault` says what. */
  get failed(): AbortSignal {
    return this.#failed.signal;
  }

  get fault(): Error | null {
    return this.#fault;
  }

  /** Whether the trainer was given everything there is. */
  get complete(): boolean {
    return this.#complete;
  }

  get counts(): { given: number; scored: number; unscorable: number } {
    return { given: this.#given, scored: this.#scored, unscorable: this.#unscorable };
  }

  /** The comparisons, a page of JSON lines at a time. Ends early, without a word, when stopped or failed. */
  async *rows(): AsyncGenerator<string> {
    const stop = AbortSignal.any([this.#options.stop, this.#failed.signal]);
    let after: string | null = null;
    while (!stop.aborted) {
      const page = await this.#trying(stop, () => this.#options.page(after, stop));
      if (!page) return;
      this.#given += page.comparisons.length;
      if (page.comparisons.length > 0)
        yield page.comparisons.map((row) => `${JSON.stringify(row)}\n`).join('');
      after = page.next;
      if (after === null) {
        this.#complete = true;
        return;
      }
    }
  }

  /** Takes one answer. Resolves when there is room for the next; never rejects. */
  async take(payload: Record<string, unknown>): Promise<void> {
    const answer = Answer.safeParse(payload).data;
    if (!answer) return this.#fail(new Error('the trainer gave an answer that makes no sense'));
    const of = { comparisonId: answer.id };
    if ('error' in answer) {
      this.#unscorable += 1;
      this.#unsent.push({ ...of, a: null, b: null, probability: null, truncated: false });
    } else {
      const { a, b, probability = plainProbability(a, b), truncated } = answer;
      this.#scored += 1;
      this.#unsent.push({ ...of, a, b, probability, truncated });
    }
    if (this.#unsent.length >= (this.#options.batchSize ?? 500)) await this.#flush();
  }

  /** Hands in what is left; never rejects. */
  async end(): Promise<void> {
    if (this.#unsent.length > 0) await this.#flush();
  }

  async #flush(): Promise<void> {
    const batch = this.#unsent.splice(0);
    if (!this.#fault) await this.#trying(this.#options.lost, () => this.#options.send(batch));
  }

  /** The result of a call, tried again while that may help; null when it was stopped or failed. */
  async #trying<T>(stop: AbortSignal, call: () => Promise<T>): Promise<T | null> {
    for (let attempt = 1; !stop.aborted; attempt++) {
      try {
        return await call();
      } catch (error) {
        if (stop.aborted) return null;
        if (!isPassing(error)) {
          this.#fail(error instanceof Error ? error : new Error(String(error)));
          return null;
        }
        if (attempt === 1)
          this.#options.log(
            `the service does not answer (${messageOf(error)}), trying again while the lease lasts`,
          );
        await wait((this.#options.backOffMs ?? backOff)(attempt), stop);
      }
    }
    return null;
  }

  #fail(fault: Error): void {
    this.#fault ??= fault;
    this.#failed.abort();
  }
}
