/** A whole number within bounds from a form, or null. */
export function wholeNumber(value: FormDataEntryValue | null, min: number, max: number): number | null {
  const text = typeof value === 'string' ? value.trim() : '';
  if (!/^\d+$/u.test(text)) return null;
  const number = Number(text);
  return number >= min && number <= max ? number : null;
}
