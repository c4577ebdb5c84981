import type { Turn } from './dialog.ts';

export type TranscriptFault = 'not_a_transcript' | 'no_common_dialog';

/** Splits Anthropic HH's "\n\nHuman: … \n\nAssistant: …" text into turns; null when it is not one. */
function turnsOf(transcript: string): Turn[] | null {
  const parts = transcript.split(/\n\n(Human|Assistant): ?/u);
  if (parts.length < 3 || parts[0]?.trim() !== '') return null;
  const turns: Turn[] = [];
  for (let i = 1; i + 1 < parts.length; i += 2) {
    turns.push({ role: parts[i] === 'Human' ? 'user' : 'assistant', content: (parts[i + 1] ?? '').trim() });
  }
  return turns;
}

/**
 * Reads one HH-RLHF pair: `chosen` and `rejected` are whole transcripts that share all but the last
 * assistant turn (github.com/anthropics/hh-rlhf, README).
 */
export function readTranscripts(
  chosen: string,
  rejected: string,
): { ok: true; prompt: Turn[]; chosen: string; rejected: string } | { ok: false; fault: TranscriptFault } {
  const a = turnsOf(chosen);
  const b = turnsOf(rejected);
  if (!a || !b || a.at(-1)?.role !== 'assistant' || b.at(-1)?.role !== 'assistant') {
    return { ok: false, fault: 'not_a_transcript' };
  }
  const prompt = a.slice(0, -1);
  const other = b.slice(0, -1);
  const same =
    prompt.length === other.length &&
    prompt.every((t, i) => t.role === other[i]?.role && t.content === other[i]?.content);
  if (!same) return { ok: false, fault: 'no_common_dialog' };
  return { ok: true, prompt, chosen: a.at(-1)?.content ?? '', rejected: b.at(-1)?.content ?? '' };
}

/** A name that begins a paragraph would be read as the beginning of a turn, so the empty line before it goes. */
const inside = (content: string) => content.trim().replace(/\n{2,}(?=(?:Human|Assistant):)/gu, '\n');

/**
 * Writes a dialog as HH-RLHF has it. There are but two speakers in it: a system turn opens the first human one. Space
 * around a turn is not part of the format.
 */
export function writeTranscript(turns: readonly Turn[]): string {
  const [first, second, ...rest] = turns;
  const talk =
    first?.role === 'system' && second
      ? [{ role: second.role, content: `${first.content}\n\n${second.content}` }, ...rest]
      : turns;
  return talk
    .map(({ role, content }) => `\n\n${role === 'assistant' ? 'Assistant' : 'Human'}: ${inside(content)}`)
    .join('');
}
