'use client';

import { useTranslations } from 'next-intl';

/**
 * The API stores why a line was refused as an English sentence. The usual ones have words in every language, found by
 * a part of that sentence; the rest (which field of a line has the wrong shape) is shown as it was written.
 */
const known = [
  ['this is not JSON', 'not_json'],
  ['the line is about ', 'other_dimension'],
  ['the two responses are identical', 'identical'],
  ['no judgement that prefers a side', 'no_judgement'],
  ['a response is empty', 'response_empty'],
  ['chosen and rejected must be ', 'not_transcripts'],
  ['chosen and rejected must share ', 'no_common_dialog'],
  [': empty', 'dialog_empty'],
  [': no user turn', 'no_user_turn'],
  [': last turn not user', 'last_turn_not_user'],
  [': turns do not alternate', 'turns_do_not_alternate'],
] as const;

export type ReasonKey = (typeof known)[number][1];

export function reasonKeyOf(reason: string): ReasonKey | null {
  const found = known.find(([part]) =>
    part.startsWith(':') ? reason.endsWith(part) : reason.startsWith(part),
  );
  return found?.[1] ?? null;
}

/** The reason in the reader's language where it has words there; `lang` tells a screen reader when it has not. */
export function useWordsForReason(): (reason: string) => { text: string; lang?: 'en' } {
  const t = useTranslations('projects.reasons');
  return (reason) => {
    const key = reasonKeyOf(reason);
    return key ? { text: t(key) } : { text: reason, lang: 'en' };
  };
}
