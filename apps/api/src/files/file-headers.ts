import path from 'node:path';

const other = 'application/octet-stream';
const types: Record<string, string> = {
  '.json': 'application/json',
  '.jsonl': 'application/x-ndjson',
  '.parquet': 'application/vnd.apache.parquet',
  '.csv': 'text/csv; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.gz': 'application/gzip',
  '.png': 'image/png',
};

/** By the end of the name. A compressed file is what it is: nobody unpacks it on the way. */
export const typeOf = (name: string): string => types[path.extname(name)] ?? other;
/** Every type that a file can have. */
export const fileTypes: string[] = [...new Set([...Object.values(types), other])];

/** Whether a caller who sends If-None-Match has the file already. */
export function isKnown(header: string | undefined, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//u, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}

/** One `bytes=a-b` range as RFC 9110 §14 has it; null for the whole file, 'unsatisfiable' for one outside of it. */
export function rangeOf(
  header: string | undefined,
  size: number,
): { start: number; end: number } | null | 'unsatisfiable' {
  const match = header?.match(/^bytes=(\d*)-(\d*)$/u);
  if (!match || (match[1] === '' && match[2] === '')) return null;
  // Its end before its start: not a range at all, and so not heard.
  if (match[1] !== '' && match[2] !== '' && Number(match[1]) > Number(match[2])) return null;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}
