import type { TrainerEnd } from './trainer-process.ts';

/** Why we asked Python to stop; null when we did not. */
export type StopReason = 'cancelled' | 'shutdown' | 'lost' | null;

export type Outcome =
  | { outcome: 'succeeded' }
  | { outcome: 'failed'; error: string }
  | { outcome: 'cancelled' }
  | { outcome: 'released' };

const outOfMemoryWords =
  'the machine ran out of memory; turn activation_checkpointing on, or take a smaller base model, fewer trained_layers or a shorter max_length';

/** What the trainer's end means for the run. A run that was finished before the stop was heard has succeeded. */
export function outcomeOf(end: TrainerEnd, stopped: StopReason, lastError: string | null): Outcome {
  if (end.startError) {
    return {
      outcome: 'failed',
      error: `the trainer could not be started (${end.startError}); run packages/trainer/python/setup.sh on the worker, or point PYTHON to an interpreter with its requirements`,
    };
  }
  if (end.code === 0) return { outcome: 'succeeded' };
  if (stopped === 'cancelled') return { outcome: 'cancelled' };
  if (stopped === 'shutdown' || stopped === 'lost' || end.code === 75) return { outcome: 'released' };
  return { outcome: 'failed', error: failureWords(end, lastError) };
}

/** What a person needs to know about a failed trainer: the meaning of its end, its own words, the library's. */
export function failureWords(end: TrainerEnd, lastError: string | null): string {
  if (end.code === 2)
    return storable(lastError ?? 'the trainer refused the run spec or the data and gave no reason');
  const notes = end.stderr.length > 0 ? `\nLast messages:\n${end.stderr.join('\n')}` : '';
  if (end.code === 3) return storable(`${lastError ?? outOfMemoryWords}${notes}`);
  if (end.signal === 'SIGKILL') {
    return storable(`the trainer was killed (SIGKILL), most often because ${outOfMemoryWords}${notes}`);
  }
  const how = end.signal ? `ended by ${end.signal}` : `exit code ${end.code}`;
  return storable(`the trainer crashed (${how})${lastError ? `: ${lastError}` : ''}${notes}`);
}

/**
 * A text as the service stores it: of at most 4000 characters, without NUL, and without half of a character that was cut
 * in two. The end of a long text says more than its middle.
 */
export function storable(text: string): string {
  const cut = text.length <= 4000 ? text : `${text.slice(0, 1000)}\n…\n${text.slice(-2900)}`;
  return cut.replaceAll('\0', '').toWellFormed();
}
