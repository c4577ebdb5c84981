import { locales } from '@preferably/domain';

/** Texts by locale as the contract has them: English always, the others when they were written. */
export function shapeTexts(stored: Record<string, string>): { en: string; ko?: string } {
  const { en = '', ...rest } = stored;
  return { en, ...Object.fromEntries(locales.flatMap((l) => (rest[l] === undefined ? [] : [[l, rest[l]]]))) };
}
