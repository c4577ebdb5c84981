import { type DisagreementResolution, disagreementResolutions } from '@preferably/domain';
import { letterOf, type Press, type Where } from '../../../lib/keys.ts';

export type QueueCommand =
  | { do: 'decide'; resolution: DisagreementResolution }
  | { do: 'undo' }
  | { do: 'move'; step: 1 | -1 };

/** The digit that decides so, in the order of the buttons. */
export const keyOf = (resolution: DisagreementResolution) =>
  String(disagreementResolutions.indexOf(resolution) + 1);

const letters: Readonly<Record<string, QueueCommand>> = {
  j: { do: 'move', step: 1 },
  k: { do: 'move', step: -1 },
  u: { do: 'undo' },
};

/** The command of a press, or null when the press is not ours. A held key decides once. */
export function commandOf(press: Press, where: Where): QueueCommand | null {
  if (where === 'text' || press.isComposing || press.repeat) return null;
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const resolution = disagreementResolutions.find((each) => keyOf(each) === press.key);
  if (resolution) return { do: 'decide', resolution };
  return letters[letterOf(press)] ?? null;
}
