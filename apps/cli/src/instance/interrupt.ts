/** Thrown through whatever is under way when the person at the terminal wants to stop. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

export interface Interrupt {
  control: AbortController;
  /** Sets what a second Ctrl-C does. */
  onSecond: (handler: () => Promise<void>) => void;
  release: () => void;
}

/** A closed terminal counts too: our processes have groups of their own and would stay behind. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first Ctrl-C (or SIGTERM) stops in order, the second one forces. */
export function listenForInterrupt(): Interrupt {
  const control = new AbortController();
  let force = async () => {};
  let first = 0;
  const onSignal = () => {
    if (first === 0) {
      first = performance.now();
      control.abort(new Interrupted('interrupted'));
      return;
    }
    // npm and tsx hand a signal on that the terminal gave us already: within a second it is the same one.
    if (performance.now() - first > 1000) void force().finally(() => process.exit(130));
  };
  for (const name of signals) process.on(name, onSignal);
  return {
    control,
    onSecond: (handler) => {
      force = handler;
    },
    release: () => {
      for (const name of signals) process.off(name, onSignal);
    },
  };
}
