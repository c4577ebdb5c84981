export interface Turn {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export type DialogFault = 'empty' | 'no_user_turn' | 'last_turn_not_user' | 'turns_do_not_alternate';

/** A prompt is a dialog of alternating turns that ends with the human; a system turn may only open it. */
export function faultOfDialog(turns: readonly Turn[]): DialogFault | null {
  const talk = turns[0]?.role === 'system' ? turns.slice(1) : turns;
  if (turns.length === 0) return 'empty';
  if (!talk.some((t) => t.role === 'user')) return 'no_user_turn';
  if (talk.at(-1)?.role !== 'user') return 'last_turn_not_user';
  const alternates = talk.every((t, i) => t.role !== 'system' && t.role !== talk[i - 1]?.role);
  if (!alternates) return 'turns_do_not_alternate';
  return null;
}

/**
 * The dialog root: the first human turn, normalised so that case, spacing and Unicode form do not
 * split what is the same question. Its hash decides the side of a train/test split.
 */
export function rootOf(turns: readonly Turn[]): string {
  const first = turns.find((t) => t.role === 'user')?.content ?? '';
  return first.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
