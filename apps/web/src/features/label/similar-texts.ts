import type { Place } from '@preferably/domain';
import { diffArrays } from 'diff';

/** A piece of text that both responses have, or only one of them. */
export interface DiffPart {
  text: string;
  only: Place | null;
}

/** Above it, or with more changes than this, a difference is neither quick to find nor helpful to read. */
const longest = 20_000;
const mostChanges = 1000;
const similarFrom = 0.6;

/** Words roughly, at once: runs of letters and digits, and single characters of scripts without spaces. */
const roughWord =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}])[\p{L}\p{M}\p{N}])+/gu;

/** How many of the words of two texts they have in common, from 0 to 1, wherever they stand. One look at each word. */
export function shareOfCommonWords(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0;
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const still = left.get(word) ?? 0;
    if (still > 0) {
      common += 1;
      left.set(word, still - 1);
    }
  }
  return (2 * common) / (a.length + b.length);
}

/** Whether two responses are so much alike that their differences are worth showing. Quick: asked of every pair. */
export function areSimilar(first: string, second: string): boolean {
  if (first.length > longest || second.length > longest || first === second) return false;
  return shareOfCommonWords(first.match(roughWord) ?? [], second.match(roughWord) ?? []) >= similarFrom;
}

/** Words, and between them spaces and punctuation, as the language has them; nothing is lost. */
function segments(text: string, lang: string | null): string[] {
  let segmenter: Intl.Segmenter;
  try {
    segmenter = new Intl.Segmenter(lang ?? undefined, { granularity: 'word' });
  } catch {
    // The language of a row is whatever its author wrote there.
    segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
  }
  return Array.from(segmenter.segment(text), (each) => each.segment);
}

/** The differences of two similar texts in the order of reading; null where there are too many. Asked on demand. */
export function differences(first: string, second: string, lang: string | null): DiffPart[] | null {
  if (first.length > longest || second.length > longest) return null;
  // Whole words, spaces included: jsdiff's own words would lose how the spaces of one side were.
  const changes = diffArrays(segments(first, lang), segments(second, lang), { maxEditLength: mostChanges });
  return (
    changes?.map(({ value, added, removed }) => ({
      text: value.join(''),
      only: added ? 'second' : removed ? 'first' : null,
    })) ?? null
  );
}

/** What of the parts a response is made of: together they are its whole text. */
export const partsOf = (parts: readonly DiffPart[], place: Place) =>
  parts.filter(({ only }) => only === null || only === place);
