import { type Agreement, agreementOf } from './agreement.ts';
import { type LengthBias, type Lengths, lengthCounter } from './card-lengths.ts';
import type { CanonicalRow } from './export-row.ts';
import { type IdentityFrequency, identityCounter } from './identity-terms.ts';

/** What a dataset card tells of the rows, as counts of those that were looked at. */
export interface CardStatistics {
  rows: number;
  comparisons: number;
  /** Of the comparisons, those that two or more people judged. */
  overlapping: number;
  agreement: Agreement;
  /** By strength; `unknown` where the source had none. */
  strengths: Counts;
  /** By bin; rows without labels are in none. */
  safetyBins: Counts;
  /** By the language the source named; `und` where it named none. */
  languages: Counts;
  /** By the source that was named; `` where none was. */
  sources: Counts;
  models: ModelPair[];
  recorded: number;
  edited: number;
  commented: number;
  gold: number;
  /** Judgements made here: how often the response that stood first was preferred. */
  shownFirst: { judged: number; preferred: number };
  lengths: Lengths;
  lengthBias: LengthBias;
  identity: IdentityFrequency[];
}

/** Most frequent first; the same counts in the order of the words. */
export type Counts = { word: string; rows: number }[];

/** Two models in the order of their names, and how often the first one was preferred. */
export interface ModelPair {
  models: [string, string];
  rows: number;
  firstPreferred: number;
}

/** Rows that are looked at when there are more: every n-th one, so that the same snapshot always has the same ones. */
export const CARD_SAMPLE = 5_000;
export const cardStride = (rows: number) => Math.max(1, Math.ceil(rows / CARD_SAMPLE));

/** Adds up what the card tells. Rows come in the order of the snapshot, in which those of a comparison are neighbours. */
export function cardCounter() {
  const tallies = { strengths: tally(), safetyBins: tally(), languages: tally(), sources: tally() };
  const counts = { rows: 0, comparisons: 0, overlapping: 0, recorded: 0, edited: 0, commented: 0, gold: 0 };
  const shownFirst = { judged: 0, preferred: 0 };
  const lengths = lengthCounter();
  const identity = identityCounter();
  const votes = voteCounter();
  const models = modelCounter();
  let comparison: string | null = null;

  return {
    add(row: CanonicalRow) {
      counts.rows += 1;
      if (row.comparison_id !== comparison) {
        comparison = row.comparison_id;
        counts.comparisons += 1;
        counts.overlapping += row.votes.a + row.votes.b > 1 ? 1 : 0;
        votes.add(row.votes);
      }
      tallies.strengths.add(row.strength ?? 'unknown');
      if (row.safety_bin) tallies.safetyBins.add(row.safety_bin);
      tallies.languages.add(row.lang ?? 'und');
      tallies.sources.add(row.source ?? '');
      models.add(row);
      counts.edited += row.edited === null ? 0 : 1;
      counts.commented += row.comment === null ? 0 : 1;
      counts.gold += row.kind === 'gold' ? 1 : 0;
      if (row.recorded) counts.recorded += 1;
      else {
        shownFirst.judged += 1;
        shownFirst.preferred += row.side === row.shown_first ? 1 : 0;
      }
      lengths.add(row);
      identity.add([...row.prompt.map((turn) => turn.content), row.response_a, row.response_b].join('\n'));
    },
    statistics: (): CardStatistics => ({
      ...counts,
      agreement: votes.agreement(),
      strengths: tallies.strengths.counts(),
      safetyBins: tallies.safetyBins.counts(),
      languages: tallies.languages.counts(),
      sources: tallies.sources.counts(),
      models: models.pairs(),
      shownFirst,
      lengths: lengths.lengths(),
      lengthBias: lengths.bias(),
      identity: identity.frequencies(),
    }),
  };
}

function tally() {
  const rows = new Map<string, number>();
  return {
    add: (word: string) => rows.set(word, (rows.get(word) ?? 0) + 1),
    counts: (): Counts =>
      [...rows]
        .map(([word, n]) => ({ word, rows: n }))
        .sort((x, y) => y.rows - x.rows || (x.word < y.word ? -1 : 1)),
  };
}

/** How the votes of the comparisons are divided. There are few ways, so nothing grows with the comparisons. */
function voteCounter() {
  const divisions = new Map<string, { a: number; b: number; comparisons: number }>();
  function* each() {
    for (const { comparisons, ...votes } of divisions.values())
      for (let n = 0; n < comparisons; n++) yield votes;
  }
  return {
    add({ a, b }: { a: number; b: number }) {
      const division = divisions.get(`${a}/${b}`) ?? { a, b, comparisons: 0 };
      division.comparisons += 1;
      divisions.set(`${a}/${b}`, division);
    },
    agreement: () => agreementOf(each()),
  };
}

function modelCounter() {
  const pairs = new Map<string, ModelPair>();
  return {
    add({ models, side }: CanonicalRow) {
      if (!models?.a || !models.b) return;
      const turned = models.b < models.a;
      const ordered: [string, string] = turned ? [models.b, models.a] : [models.a, models.b];
      const key = JSON.stringify(ordered);
      const pair = pairs.get(key) ?? { models: ordered, rows: 0, firstPreferred: 0 };
      pair.rows += 1;
      pair.firstPreferred += (side === 'a') !== turned ? 1 : 0;
      pairs.set(key, pair);
    },
    pairs: () =>
      [...pairs.entries()]
        .sort(([x, p], [y, q]) => q.rows - p.rows || (x < y ? -1 : 1))
        .map(([, pair]) => pair),
  };
}
