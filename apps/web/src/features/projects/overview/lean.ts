import { wilson } from '@preferably/domain';

export type Lean = 'fair' | 'first' | 'second';

/** Whether the response shown first wins more or less often than half, beyond chance. */
export function leanOf(chosen: number, count: number): Lean {
  const { low, high } = wilson(chosen, count);
  if (low > 0.5) return 'first';
  return high < 0.5 ? 'second' : 'fair';
}
