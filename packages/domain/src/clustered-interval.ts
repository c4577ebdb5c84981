import { drawBinomial } from './binomial-draw.ts';
import { seededRandom } from './seeded-random.ts';

const DRAWS = 2000;
/** Below it a bootstrap by dialog is far too narrow, so none is given. */
const LEAST_DIALOGS = 10;

/**
 * 95 % percentile interval of the mean of `values` when whole dialogs are drawn with replacement: several pairs of one
 * dialog are not independent (Efron & Tibshirani 1993, chapter 8; Miller 2024, arXiv 2411.00640, section 2.2).
 * Null where it would mislead: fewer than 10 dialogs, or no variation between them, from which nothing is learnt.
 *
 * @param dialogs of each value, as a number from 0 on
 */
export function clusteredInterval(
  values: Float64Array,
  dialogs: Int32Array,
  seed: number,
): [number, number] | null {
  const kinds = kindsOf(values, dialogs);
  const total = kinds.reduce((sum, kind) => sum + kind.count, 0);
  const first = kinds[0];
  if (total < LEAST_DIALOGS || !first) return null;
  if (kinds.every((kind) => kind.sum / kind.size === first.sum / first.size)) return null;
  const random = seededRandom(seed);
  const means = Float64Array.from({ length: DRAWS }, () => drawnMean(kinds, total, random)).sort();
  return [quantile(means, 0.025), quantile(means, 0.975)];
}

interface Kind {
  sum: number;
  size: number;
  count: number;
}

/**
 * Dialogs with one sum and one size are exchangeable: drawing how often each kind occurs is drawing dialogs, with a
 * table of a few kinds in place of all of them.
 */
function kindsOf(values: Float64Array, dialogs: Int32Array): Kind[] {
  const dialogCount = dialogs.reduce((most, dialog) => Math.max(most, dialog + 1), 0);
  const sums = new Float64Array(dialogCount);
  const sizes = new Int32Array(dialogCount);
  for (let i = 0; i < values.length; i++) {
    const dialog = dialogs[i] as number;
    sums[dialog] = (sums[dialog] as number) + (values[i] as number);
    sizes[dialog] = (sizes[dialog] as number) + 1;
  }
  const kinds = new Map<string, Kind>();
  for (let dialog = 0; dialog < dialogCount; dialog++) {
    const [sum, size] = [sums[dialog] as number, sizes[dialog] as number];
    if (size === 0) continue;
    const kind = kinds.get(`${sum}/${size}`);
    if (kind) kind.count += 1;
    else kinds.set(`${sum}/${size}`, { sum, size, count: 1 });
  }
  // In an order of their own: that of the pairs means nothing, and the draws follow the table.
  return [...kinds.values()].sort((a, b) => a.sum - b.sum || a.size - b.size);
}

/** The mean of one draw: a multinomial, made of binomials one after the other. */
function drawnMean(kinds: readonly Kind[], total: number, random: () => number): number {
  let left = total;
  let among = total;
  let sum = 0;
  let size = 0;
  for (const kind of kinds) {
    const drawn = kind.count === among ? left : drawBinomial(left, kind.count / among, random);
    left -= drawn;
    among -= kind.count;
    sum += drawn * kind.sum;
    size += drawn * kind.size;
  }
  return sum / size;
}

/** Between the two nearest, as NumPy's default has it. */
function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] as number;
  return below + ((sorted[Math.ceil(at)] as number) - below) * (at - Math.floor(at));
}
