import { type Client, getRun, listRunEvents, type Run, type RunEvent } from '@preferably/contracts';
import { CliError } from './errors.ts';
import { duration, progress, say } from './say.ts';
import { pause } from './session.ts';

/** What a follower shows of an event: where the run is, and a few words. */
export function eventWords(
  payload: Record<string, unknown>,
): { done: number; total: number; words: string } | null {
  const number = (name: string) => (typeof payload[name] === 'number' ? payload[name] : 0);
  if (payload.kind === 'step') {
    const words = [
      `step ${number('step')}/${number('steps')}`,
      `loss ${number('loss').toFixed(3)}`,
      `accuracy ${(number('accuracy') * 100).toFixed(0)} %`,
      `${duration(number('eta_seconds'))} left`,
    ].join(' · ');
    return { done: number('step'), total: number('steps'), words };
  }
  if (payload.kind === 'evaluating') {
    const words = `evaluating ${String(payload.dimension)} ${number('done')}/${number('total')}`;
    return { done: number('done'), total: number('total'), words };
  }
  return null;
}

/** Events that are worth a line of their own. */
function noteOf(payload: Record<string, unknown>): string | null {
  switch (payload.kind) {
    case 'model':
      return `${String(payload.base_model)}: ${(Number(payload.parameters) / 1e6).toFixed(1)} M parameters, ${String(payload.device)}, ${String(payload.dtype)}`;
    case 'data':
      return `${String(payload.train_pairs)} pairs to train on, ${String(payload.test_pairs)} to evaluate on`;
    case 'share':
      return payload.finished
        ? `share ${String(payload.share)} is fitted already`
        : `share ${String(payload.number)} of ${String(payload.of)}: ${String(payload.share)} of the dialogs`;
    case 'resumed':
      return `goes on from step ${String(payload.step)}`;
    case 'restarted':
      return `starts anew: ${String(payload.reason)}`;
    default:
      return null;
  }
}

/** Shows a run live until it ends. A run that nobody claims for `patienceMs` is an error. */
export async function followRun(
  client: Client,
  runId: string,
  options: { label: string; signal?: AbortSignal; patienceMs?: number },
): Promise<Run> {
  const { label, signal, patienceMs = 24 * 3_600_000 } = options;
  const bar = progress(`  ${label}`);
  const began = performance.now();
  let position = { attempt: 0, after: -1 };
  for (;;) {
    const { events, state } = await client(listRunEvents, {
      params: { runId },
      query: position,
      ...(signal ? { signal } : {}),
    });
    for (const event of events) show(event);
    const last = events.at(-1);
    if (last) position = { attempt: last.attempt, after: last.seq };
    // A full page: there is more to read at once.
    if (events.length >= 1000) continue;
    if (state !== 'queued' && state !== 'running') {
      bar.end();
      return client(getRun, { params: { runId } });
    }
    if (state === 'queued' && performance.now() - began > patienceMs) {
      bar.end();
      throw new CliError(
        `${label}: no worker claimed the run in ${duration(patienceMs / 1000)}; is one running?`,
      );
    }
    await pause(1000, signal);
  }

  function show({ payload }: RunEvent): void {
    const words = eventWords(payload);
    if (words) bar.update(words.done, words.total, words.words);
    const note = noteOf(payload);
    if (note) {
      bar.end();
      say(`  ${label} ${note}`);
    }
  }
}
