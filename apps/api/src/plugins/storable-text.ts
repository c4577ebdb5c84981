/** JSON can spell characters that no Postgres text holds: \u0000, and surrogates without their other half. */
const isStorableText = (text: string) => text.isWellFormed() && !text.includes('\0');
const half = 'holds a NUL or half a character (a lone surrogate); remove it';

/** Nothing of ours is nested nearly so deep; what walks a value by calling itself would run out of stack. */
const DEEPEST = 100;

/** What in a value from outside cannot be stored, and where (a JSON pointer); null if there is nothing. */
export function unstorable(value: unknown, path = '', depth = 0): { path: string; why: string } | null {
  if (typeof value === 'string') return isStorableText(value) ? null : { path: path || '/', why: half };
  if (typeof value !== 'object' || value === null) return null;
  if (depth === DEEPEST) return { path, why: `is nested more than ${DEEPEST} levels deep` };
  for (const [name, part] of Object.entries(value)) {
    if (!isStorableText(name)) return { path: path || '/', why: half };
    const found = unstorable(part, `${path}/${name}`, depth + 1);
    if (found) return found;
  }
  return null;
}
