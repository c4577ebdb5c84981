// Which dialog roots are nearly the same text: MinHash over character 5-grams (Broder 1997, "On the resemblance and
// containment of documents"), one byte a hash (Li & König 2010, "b-bit minwise hashing").

const SHINGLE = 5;
const HASHES = 100;
const BANDS = 20;
const ROWS = HASHES / BANDS;

/**
 * Of 100 hashes, so many are the same for two near-duplicates: a Jaccard similarity of about 0.8. At most 19 differ then,
 * so at least one of the 20 bands of 5 hashes is equal: looking for an equal band misses no pair. Unlike texts, with a
 * similarity below 0.1, share a band in one of 5,000 cases, so that few are looked at in vain.
 */
const ENOUGH = 81;

export interface Signature {
  /** One byte of each of the 100 least hashes. */
  hashes: Uint8Array;
  /** The 20 bands as 32-bit numbers that an index can look up, each mixed with its place. */
  bands: number[];
}

/** The finalizer of MurmurHash3: every bit of the result depends on every bit of `x`. */
function mixed(x: number): number {
  let h = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const multipliers = Uint32Array.from({ length: HASHES }, (_, i) => mixed(2 * i + 1) | 1);
const summands = Uint32Array.from({ length: HASHES }, (_, i) => mixed(0x9e3779b9 + i));

/**
 * The signature of a root.
 *
 * @param root as `rootOf` gives it. Decomposed first, so that one syllable of Hangul is several characters, as a word
 *   of Latin letters is.
 */
export function signatureOf(root: string): Signature {
  const text = root.normalize('NFKD');
  const least = new Uint32Array(HASHES).fill(0xffffffff);
  const last = Math.max(1, text.length - SHINGLE + 1);
  for (let at = 0; at < last; at++) {
    let shingle = 0x811c9dc5;
    for (let i = at; i < at + SHINGLE && i < text.length; i++) {
      shingle = Math.imul(shingle ^ text.charCodeAt(i), 0x01000193);
    }
    const x = mixed(shingle);
    for (let i = 0; i < HASHES; i++) {
      const hash = (Math.imul(x, multipliers[i] as number) + (summands[i] as number)) >>> 0;
      if (hash < (least[i] as number)) least[i] = hash;
    }
  }
  const hashes = Uint8Array.from(least, mixed);
  const bands = Array.from({ length: BANDS }, (_, band) => {
    let word = mixed(band + 1);
    for (let i = band * ROWS; i < (band + 1) * ROWS; i++) word = mixed(Math.imul(word, 31) + (hashes[i] as number));
    return word | 0;
  });
  return { hashes, bands };
}

/** Whether two signatures are those of near-duplicates. */
export function areNearDuplicates(one: Pick<Signature, 'hashes'>, other: Pick<Signature, 'hashes'>): boolean {
  let same = 0;
  for (let i = 0; i < HASHES; i++) if (one.hashes[i] === other.hashes[i]) same += 1;
  return same >= ENOUGH;
}

export interface KnownRoot {
  sha256: string;
  hashes: Uint8Array;
  /** The roots whose side this one takes: itself, or those that the earlier ones it nearly repeats lead to. */
  leaders: readonly string[];
}

/**
 * The leaders of a new root, given earlier ones that share a band with it. They hold all the leaders of every root that
 * it nearly repeats; so if two near-duplicates are both in a snapshot, where all leaders of a row are on one side, they
 * are on the same one. Leaders never change once they are stored, and with them the side.
 */
export function leadersOf(
  root: { sha256: string; hashes: Uint8Array },
  earlier: Iterable<KnownRoot>,
): string[] {
  const leaders = new Set<string>();
  for (const each of earlier) {
    if (each.sha256 === root.sha256 || !areNearDuplicates(root, each)) continue;
    for (const leader of each.leaders) leaders.add(leader);
  }
  return leaders.size === 0 ? [root.sha256] : [...leaders].toSorted();
}
