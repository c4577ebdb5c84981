import { SnapshotCounts, SnapshotFilter } from '@preferably/contracts';
import type { guidelines, snapshots } from '@preferably/db';
import {
  type CardStatistics,
  cardLimits,
  cardStride,
  type MarginKind,
  marginTables,
} from '@preferably/domain';
import {
  aboutPeople,
  biases,
  identity,
  judged,
  languagesSection,
  lengths,
  modelPairs,
} from './card-sections.ts';
import { count, inline, limitInWords, reason, table } from './card-words.ts';
import type { LanguageCheck } from './language-check.ts';
import type { Stored } from './make-files.ts';

type Totals = ReturnType<typeof SnapshotCounts.parse>;

export interface CardFacts {
  snapshot: Stored;
  statistics: CardStatistics;
  languages: LanguageCheck;
  /** The guideline versions behind the rows, and the texts of all versions. */
  used: Awaited<ReturnType<typeof snapshots.guidelineVersionsOf>>;
  versions: Awaited<ReturnType<typeof guidelines.listVersions>>;
}

/** The dataset card: what is in the snapshot, told from the rows themselves. The same snapshot, the same text. */
export function cardText(facts: CardFacts): string {
  const { snapshot, statistics, languages } = facts;
  const counts = SnapshotCounts.parse(snapshot.counts);
  const sections = [
    ...head(snapshot, counts),
    '## What is in it',
    sizes(counts),
    looked(counts.rows),
    ...lengths(counts.comparisons, statistics),
    ...judged(statistics),
    ...aboutPeople(statistics, counts.annotators),
    ...languagesSection(statistics, languages),
    ...modelPairs(statistics),
    ...biases(statistics),
    ...identity(statistics),
    '## What was left out',
    leftOut(counts),
    '## How it was made',
    ...making(snapshot),
    '## Guidelines',
    ...guidelineTexts(facts),
    '## Licence and consent',
    ...licence(statistics),
    '## Known limits',
    limits(statistics, counts),
  ];
  return `${sections.join('\n\n')}\n`;
}

function head(snapshot: Stored, counts: Totals): string[] {
  const { dimension, slug } = snapshot.project;
  return [
    `# ${inline(snapshot.name)}`,
    `${count(counts.rows)} preferences on ${count(counts.comparisons)} comparisons, collected for the ${dimension} project ` +
      `\`${slug}\` and frozen at ${snapshot.frozenAt.toISOString()}. In each, somebody saw two responses to a dialog and said ` +
      `which one is better${dimension === 'safety' ? ', and labelled both as safe or unsafe' : ''}.`,
    ...(snapshot.notes ? [snapshot.notes] : []),
    ...(snapshot.parent ? [`It goes on from the snapshot “${inline(snapshot.parent.name)}”.`] : []),
  ];
}

function sizes({ rows, train, test, comparisons, annotators, byBatch }: Totals): string {
  const all = table(
    ['comparisons', 'rows', 'train', 'test', 'annotators'],
    [[comparisons, rows, train, test, annotators].map(count)],
  );
  if (byBatch.length === 0) return all;
  const batches = byBatch.map(({ batch, ...n }) => [String(batch), count(n.train), count(n.test)]);
  return `${all}\n\n${table(['batch', 'train', 'test'], batches)}`;
}

function looked(rows: number): string {
  const stride = cardStride(rows);
  return stride === 1
    ? 'All rows were counted for what follows.'
    : `The counts above are of all rows. What follows was counted on every ${stride}th row (${count(Math.ceil(rows / stride))} of ${count(rows)}).`;
}

function leftOut({ leftOut: left }: Totals): string {
  const reasons = Object.entries(left).filter(([, n]) => n > 0);
  if (reasons.length === 0) return 'Nothing: every preference of the project is in it.';
  const rows = reasons.sort(([x], [y]) => (x < y ? -1 : 1)).map(([code, n]) => [reason(code), count(n)]);
  return table(['why', 'preferences'], rows);
}

const aggregations: Record<string, string> = {
  each: 'every judgement is a row',
  majority: 'a comparison is one row, for the side that most people preferred',
  adjudicated:
    'a comparison is one row: the verdict of a reviewer where there is one, else the side that most people preferred',
  weighted:
    'every judgement is a row that weighs its share of the comparison (`weight`), so that all comparisons weigh the same',
};
const ties: Record<string, string> = {
  leave_out: 'even votes are left out',
  stronger: 'even votes go to the side with the greater sum of strengths',
};

function making(snapshot: Stored): string[] {
  const { aggregation, tieRule, testShare } = snapshot;
  const margin = snapshot.margin as MarginKind;
  const one = aggregation === 'majority' || aggregation === 'adjudicated';
  const steps = Object.entries(marginTables[margin]).map(
    ([strength, m]) => `${strength.replaceAll('_', ' ')} ${+m.toFixed(3)}`,
  );
  return [
    [
      `- Rows: ${aggregations[aggregation]}${one ? `; ${ties[tieRule]}` : ''}.`,
      `- Split: a keyed hash of the dialog's first human turn decides; ${Math.round(100 * testShare)} % of the dialogs are for the test. A dialog is never on both sides, and it keeps its side in later snapshots.`,
      `- Margin (${margin}, Llama 2 table 27): ${steps.join(', ')}; 0 where the strength is unknown.`,
      '- Annotators are pseudonyms that no other snapshot shares.',
      '- Filter:',
    ].join('\n'),
    `\`\`\`json\n${JSON.stringify(SnapshotFilter.parse(snapshot.filter), null, 2)}\n\`\`\``,
  ];
}

function guidelineTexts({ used, versions }: CardFacts): string[] {
  if (used.length === 0)
    return ['None of the rows was judged here, so none was judged by guidelines of this service.'];
  return used.flatMap(({ number, sha256, preferences }) => {
    const texts = versions.find((version) => version.number === number)?.texts ?? [];
    return [
      `### Version ${number}`,
      `Behind ${count(preferences)} preferences. sha256 \`${sha256}\`.`,
      ...texts
        .toSorted((x, y) => (x.locale < y.locale ? -1 : 1))
        .flatMap(({ locale, body }) => [`#### ${locale}`, quoted(body)]),
    ];
  });
}

/** A text with headings of its own, told apart from the card's. */
const quoted = (body: string) =>
  body
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');

function licence({ sources, rows, recorded }: CardStatistics): string[] {
  const named = sources.map(({ word, rows: n }) => [
    word === '' ? 'not named by the import' : inline(word),
    count(n),
  ]);
  return [
    'The service keeps where texts came from, not under which licence. Whoever passes this snapshot on answers for the rights in the texts of each source:',
    table(['source', 'rows'], named),
    recorded === 0
      ? 'All judgements were made in this service by people who had an account and acknowledged the guidelines.'
      : `${count(recorded)} of ${count(rows)} rows are judgements recorded elsewhere: what those people agreed to is known to the source alone. The others were made in this service by people who had an account and acknowledged the guidelines.`,
    'No file holds a name, an e-mail address or an account. Prompts, responses and comments are free text, and what people wrote into them was not searched for personal data.',
  ];
}

function limits(statistics: CardStatistics, counts: Totals): string {
  const found = cardLimits(statistics, counts).map((limit) => `- ${limitInWords(limit)}`);
  return found.length > 0 ? found.join('\n') : 'None of those that are computed from the rows holds.';
}
