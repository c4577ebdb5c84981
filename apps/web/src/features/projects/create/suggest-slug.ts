/**
 * A short name from a name: what is left of it in small letters and digits. A name in another script leaves nothing
 * readable, so the dimension stands in.
 */
export function suggestSlug(name: string, fallback: string): string {
  if (!name.trim()) return '';
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/gu, '');
  return slug || fallback;
}
