/** JSON can spell characters that no Postgres text holds: \u0000, and surrogates without their other half. */
export const isStorableText = (text: string) => text.isWellFormed() && !text.includes('\0');

/** Where in a value from outside a text stands that cannot be stored, as a JSON pointer; null if nowhere. */
export function unstorableAt(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return isStorableText(value) ? null : path || '/';
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, part] of Object.entries(value)) {
    const at = isStorableText(name) ? unstorableAt(part, `${path}/${name}`) : path || '/';
    if (at !== null) return at;
  }
  return null;
}
