import { CARD_SAMPLE, type CanonicalRow, type Counts } from '@preferably/domain';
import { franc } from 'franc-min';

/** Looking at one text takes half a millisecond, so of the rows that the card looks at a part is enough. */
const LOOKED_AT = 1000;
/** Letters below which nobody can tell a language from another one. */
const SHORTEST = 20;
const LONGEST = 1000;
const UNKNOWN = 'und';

export interface LanguageCheck {
  looked: number;
  /** What the texts seem to be written in; `und` where they are too short to tell. */
  detected: Counts;
  /** Rows whose source names a language and whose text is long enough; and those where both say the same. */
  compared: number;
  same: number;
}

/** Guesses the language of the last human turns, which is what a source means by the language of a prompt. */
export function languageChecker(rows: number) {
  const every = Math.ceil(Math.min(rows, CARD_SAMPLE) / LOOKED_AT);
  const counts = new Map<string, number>();
  let seen = 0;
  let looked = 0;
  let compared = 0;
  let same = 0;
  return {
    add(row: CanonicalRow) {
      if (seen++ % every !== 0) return;
      looked += 1;
      const detected = languageOf(row.prompt.at(-1)?.content ?? '');
      counts.set(detected, (counts.get(detected) ?? 0) + 1);
      if (detected === UNKNOWN || row.lang === null) return;
      compared += 1;
      same += detected === canonical(row.lang) ? 1 : 0;
    },
    result: (): LanguageCheck => ({
      looked,
      compared,
      same,
      detected: [...counts]
        .map(([word, n]) => ({ word, rows: n }))
        .sort((a, b) => b.rows - a.rows || (a.word < b.word ? -1 : 1)),
    }),
  };
}

const languageOf = (text: string) => canonical(franc(text.slice(0, LONGEST), { minLength: SHORTEST }));

/** The short code where there is one, and no region: `kor` and `ko-KR` are both `ko`. */
function canonical(code: string): string {
  if (code === UNKNOWN) return code;
  try {
    return new Intl.Locale(code).language;
  } catch {
    return code; // a source may call a language anything
  }
}
