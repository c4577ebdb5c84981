import type { ImportFormat } from '@preferably/domain';

export type Guess =
  | { kind: 'format'; format: ImportFormat }
  | { kind: 'unknown' }
  | { kind: 'not_lines' }
  | { kind: 'empty' };

/** What the first line of a file says about its format. A first line cut off by the end of `start` is unknown. */
export function guessFormat(start: string, whole: boolean): Guess {
  const lines = start.replace(/^\uFEFF/u, '').split('\n');
  const at = lines.findIndex((line) => line.trim() !== '');
  if (at < 0) return whole ? { kind: 'empty' } : { kind: 'unknown' };
  if (at === lines.length - 1 && !whole) return { kind: 'unknown' };
  let row: unknown;
  try {
    row = JSON.parse(lines[at] ?? '');
  } catch {
    return { kind: 'not_lines' };
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return { kind: 'not_lines' };
  if ('chosen' in row && 'rejected' in row) return { kind: 'format', format: 'anthropic_hh' };
  if ('response_a' in row && 'response_b' in row) return { kind: 'format', format: 'preferably' };
  return { kind: 'unknown' };
}
