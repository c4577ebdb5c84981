import { type Place, type SafetyLabel, scale } from '@preferably/domain';
import { letterOf, type Press, type Where } from '../../lib/keys.ts';

export type Command =
  | { do: 'choose'; step: number }
  | { do: 'label'; place: Place; label: SafetyLabel }
  | { do: 'submit' }
  | { do: 'skip' }
  | { do: 'flag' }
  | { do: 'chips' }
  | { do: 'edit' }
  | { do: 'reveal' }
  | { do: 'pause' }
  | { do: 'comment' }
  | { do: 'dialog' }
  | { do: 'guidelines' }
  | { do: 'sync' }
  | { do: 'diff' }
  | { do: 'look'; place: Place }
  | { do: 'reopen' }
  | { do: 'put_back' }
  | { do: 'keys' };

export const letters: Readonly<Record<string, Command>> = {
  q: { do: 'label', place: 'first', label: 'safe' },
  w: { do: 'label', place: 'first', label: 'unsafe' },
  o: { do: 'label', place: 'second', label: 'safe' },
  p: { do: 'label', place: 'second', label: 'unsafe' },
  a: { do: 'look', place: 'first' },
  b: { do: 'look', place: 'second' },
  c: { do: 'dialog' },
  d: { do: 'diff' },
  e: { do: 'edit' },
  f: { do: 'flag' },
  g: { do: 'guidelines' },
  k: { do: 'chips' },
  m: { do: 'comment' },
  s: { do: 'sync' },
  t: { do: 'pause' },
  u: { do: 'reopen' },
  v: { do: 'reveal' },
  x: { do: 'skip' },
};

/** The command of a press, or null when the press is not ours. */
export function commandOf(press: Press, where: Where, dimension: 'helpfulness' | 'safety'): Command | null {
  if (press.isComposing || press.repeat) return null;
  if (where === 'text') {
    return press.key === 'Enter' && (press.ctrlKey || press.metaKey) ? { do: 'submit' } : null;
  }
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (press.key === 'Enter') return where === 'page' ? { do: 'submit' } : null;
  if (press.key === 'Escape') return { do: 'put_back' };
  if (press.key === '?') return { do: 'keys' };
  const step = scale.find((s) => String(s.step) === press.key);
  if (step) return { do: 'choose', step: step.step };
  const command = letters[letterOf(press)];
  if (command?.do === 'label' && dimension !== 'safety') return null;
  return command ?? null;
}
