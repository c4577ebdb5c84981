/** A share between 0 and 1 as the percents of a form: 0.07 is 7 and not 7.000000000000001. */
export const percentOf = (share: number): string => String(Number((share * 100).toFixed(4)));

/** The share that percents from a form say, or null when they are no number within bounds. */
export function shareOf(value: FormDataEntryValue | null, min: number, max: number): number | null {
  const text = typeof value === 'string' ? value.trim() : '';
  if (!/^\d+(?:\.\d+)?$/u.test(text)) return null;
  const percent = Number(text);
  return percent >= min && percent <= max ? Number((percent / 100).toFixed(6)) : null;
}
