/** What a run has opened, closed in the opposite order: at its end, on a failure and on a signal alike. */
export class Resources {
  #closers: (() => Promise<unknown>)[] = [];
  #opening = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  /** Keeps what `open` gives until the end. What is still being opened when the end comes is closed too. */
  async use<T>(open: () => Promise<T>, close: (value: T) => Promise<unknown>): Promise<T> {
    if (this.#closed !== undefined) throw new Error('the run is over');
    const opening = open().then((value) => {
      this.#closers.push(() => close(value));
      return value;
    });
    this.#opening.add(opening);
    try {
      return await opening;
    } finally {
      this.#opening.delete(opening);
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    await Promise.allSettled(this.#opening);
    const failures: unknown[] = [];
    for (const close of this.#closers.reverse()) {
      await close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be closed');
  }
}
