'use client';

import { useTranslations } from 'next-intl';

/**
 * The API stores why a line was refused as an English sentence. The usual ones have words in every language, found by
 * a part of that sentence; the rest is shown as it was written.
 */
const known = [
  ['this is not JSON', 'not_json'],
  ['the line is about ', 'other_dimension'],
  ['the two responses are identical', 'identical'],
  ['no judgement that prefers a side', 'no_judgement'],
  ['there is no known answer', 'no_known_answer'],
  ['no response is preferred by more than half', 'no_majority'],
  ['the known answer prefers a response labelled unsafe', 'known_prefers_unsafe'],
  ['a response is empty', 'response_empty'],
  ['chosen and rejected must be ', 'not_transcripts'],
  ['chosen and rejected must share ', 'no_common_dialog'],
  [': empty', 'dialog_empty'],
  [': no user turn', 'no_user_turn'],
  [': last turn not user', 'last_turn_not_user'],
  [': turns do not alternate', 'turns_do_not_alternate'],
] as const;

export type Reason =
  | { key: (typeof known)[number][1] | 'not_object' }
  | { key: 'missing' | 'wrong_type'; field: string };

/** A complaint of the schema about one field, as zod words it. */
const ofField = /^(?<field>.+?): Invalid input: expected \w+, received (?<got>\w+)$/u;

function reasonOfField(part: string): Reason | null {
  const { field, got } = ofField.exec(part)?.groups ?? {};
  if (!field) return null;
  if (field === 'the line') return { key: 'not_object' };
  return { key: got === 'undefined' ? 'missing' : 'wrong_type', field };
}

/** What a stored reason says; null where it says something we have no words for. */
export function readReason(reason: string): Reason[] | null {
  const found = known.find(([part]) =>
    part.startsWith(':') ? reason.endsWith(part) : reason.startsWith(part),
  );
  if (found) return [{ key: found[1] }];
  const fields = reason.split('; ').map(reasonOfField);
  return fields.every((each) => each !== null) ? fields : null;
}

/** The reason in the reader's language where it has words there; `lang` tells a screen reader when it has not. */
export function useWordsForReason(): (reason: string) => { text: string; lang?: 'en' } {
  const t = useTranslations('projects.reasons');
  return (reason) => {
    const read = readReason(reason);
    if (!read) return { text: reason, lang: 'en' };
    return {
      text: read
        .map((each) => ('field' in each ? t(each.key, { field: each.field }) : t(each.key)))
        .join(' '),
    };
  };
}
