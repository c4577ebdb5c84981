/** One measured pair. `ratio` is ours to the reference of the same run: the figure that means something elsewhere. */
export interface Result {
  name: string;
  ours: number;
  reference: number;
  ratio: number;
  unit: string;
}

/** What one round of one side measured, by name. */
export type Figures<Name extends string> = Record<Name, number>;

export interface Sides<Name extends string> {
  ours: () => Promise<Figures<Name>>;
  reference: () => Promise<Figures<Name>>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('the median of nothing');
  return (upper + lower) / 2;
}

/** The smallest of the values that at least this share of them does not exceed (the nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)];
  if (value === undefined) throw new RangeError('a quantile of nothing');
  return value;
}

/**
 * Measures both sides in turns (ours, reference, ours, reference, …), so that a machine that grows slower or busier
 * does so for both. The first round of each warms up and is thrown away, unless `warmUp` is false: minutes warm up by
 * themselves. The median of the others is kept.
 */
export async function takeTurns<Name extends string>(
  units: Record<Name, string>,
  sides: Sides<Name>,
  rounds: number,
  warmUp = true,
): Promise<Result[]> {
  const ours: Figures<Name>[] = [];
  const reference: Figures<Name>[] = [];
  for (let round = warmUp ? 0 : 1; round <= rounds; round++) {
    const [one, other] = [await sides.ours(), await sides.reference()];
    if (round === 0) continue;
    ours.push(one);
    reference.push(other);
  }
  return (Object.keys(units) as Name[]).map((name) => {
    const [mine, theirs] = [median(ours.map((f) => f[name])), median(reference.map((f) => f[name]))];
    return { name, ours: mine, reference: theirs, ratio: mine / theirs, unit: units[name] };
  });
}
