/** A path on this site, or `/`: an address in a query string must not lead anybody elsewhere. */
export function safePath(value: string | string[] | undefined): string {
  if (typeof value !== 'string' || !value.startsWith('/')) return '/';
  const base = 'http://here.invalid';
  try {
    const url = new URL(value, base);
    return url.origin === base && !value.startsWith('//') ? url.pathname + url.search : '/';
  } catch {
    return '/';
  }
}
