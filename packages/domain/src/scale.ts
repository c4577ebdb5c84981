import { type Place, places, type Strength, strengths } from './vocabulary.ts';

/** One step of the 8-step scale: 1 is "A significantly better", 8 is "B significantly better". */
export interface Step {
  step: number;
  place: Place;
  strength: Strength;
}

/** Four strengths on each side with no tie: Llama 2's forced choice and the HH-RLHF selector at once. */
export const scale: readonly Step[] = [
  ...strengths.map((strength) => ({ place: places[0], strength })),
  ...strengths.toReversed().map((strength) => ({ place: places[1], strength })),
].map((entry, index) => ({ step: index + 1, ...entry }));

export function stepOf(place: Place, strength: Strength): number {
  const found = scale.find((s) => s.place === place && s.strength === strength);
  if (!found) throw new RangeError(`no step for ${place}, ${strength}`);
  return found.step;
}
