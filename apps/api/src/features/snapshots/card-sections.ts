import { type CardStatistics, type Counts, safetyBins, strengths } from '@preferably/domain';
import { count, inline, mean, percent, table } from './card-words.ts';
import type { LanguageCheck } from './language-check.ts';

/** Llama 2 table 6. */
export function lengths(comparisons: number, { lengths: l }: CardStatistics): string[] {
  return [
    table(
      ['comparisons', 'turns per dialog', 'words per example', 'words in prompt', 'words in response'],
      [[count(comparisons), ...[l.turns, l.example, l.prompt, l.response].map(mean)]],
    ),
    'The columns are those of Llama 2 table 6. No tokenizer is named, so lengths are in words: what stands between spaces. A turn is one of the human; an example is the dialog with one response.',
  ];
}

/** Words of a scale in its own order, then those that stand beside it. */
function inOrder(counts: Counts, scale: readonly string[]): Counts {
  const place = (word: string) => (scale.includes(word) ? scale.indexOf(word) : scale.length);
  return counts.toSorted((x, y) => place(x.word) - place(y.word));
}

const shares = (counts: Counts, whole: number) =>
  counts.map(({ word, rows }) => [word.replaceAll('_', ' '), count(rows), percent(rows, whole)]);

export function judged(statistics: CardStatistics): string[] {
  const { rows, edited, commented, recorded, gold } = statistics;
  const labelled = statistics.safetyBins.reduce((sum, bin) => sum + bin.rows, 0);
  return [
    '## Strength and safety',
    table(['strength', 'rows', 'share'], shares(inOrder(statistics.strengths, strengths), rows)),
    labelled === 0
      ? 'No row has safety labels.'
      : table(['safety bin', 'rows', 'share'], shares(inOrder(statistics.safetyBins, safetyBins), labelled)),
    `${count(edited)} rows have an edited response, ${count(commented)} a comment; ${count(recorded)} were recorded elsewhere; ${count(gold)} are of comparisons with a known answer.`,
  ];
}

export function aboutPeople(statistics: CardStatistics, annotators: number): string[] {
  const { comparisons, overlapping, agreement } = statistics;
  const people = annotators === 1 ? 'One person' : `${count(annotators)} people`;
  return [
    '## Agreement',
    agreement.share === null || agreement.ac1 === null
      ? `${people} judged, and no comparison was judged by two of them.`
      : `${people} judged. ${count(overlapping)} of ${count(comparisons)} comparisons (${percent(overlapping, comparisons)}) were judged by two or more: of ${count(agreement.pairs)} pairs of judgements ${percent(agreement.share)} prefer the same side; Gwet's AC1 is ${agreement.ac1.toFixed(3)}.`,
  ];
}

export function languagesSection({ languages, rows }: CardStatistics, check: LanguageCheck): string[] {
  const told = check.detected.reduce((sum, { word, rows: n }) => sum + (word === 'und' ? 0 : n), 0);
  return [
    '## Languages',
    table(
      ['language, as the source names it', 'rows', 'share'],
      languages.map(({ word, rows: n }) => [
        word === 'und' ? 'not named' : inline(word),
        count(n),
        percent(n, rows),
      ]),
    ),
    `The last human turns of ${count(check.looked)} rows were checked with a detector of trigrams. ${count(told)} were long enough to tell` +
      `${told === 0 ? '' : `: ${detectedWords(check, told)}`}. Of ${count(check.compared)} for which the source names a language too, ${percent(check.same, check.compared)} agree with it. On short texts the detector errs.`,
  ];
}

const detectedWords = ({ detected }: LanguageCheck, told: number) =>
  detected
    .filter(({ word }) => word !== 'und')
    .slice(0, 10)
    .map(({ word, rows }) => `${word} ${percent(rows, told)}`)
    .join(', ');

const MOST_PAIRS = 20;

export function modelPairs({ models, rows }: CardStatistics): string[] {
  if (models.length === 0) return ['## Models', 'No row names the models that gave the responses.'];
  const named = models.reduce((sum, pair) => sum + pair.rows, 0);
  const more = models.length - MOST_PAIRS;
  return [
    '## Models',
    `${percent(named, rows)} of the rows name both models.`,
    table(
      ['model', 'against', 'rows', 'the first is preferred'],
      models
        .slice(0, MOST_PAIRS)
        .map((pair) => [
          ...pair.models.map(inline),
          count(pair.rows),
          percent(pair.firstPreferred, pair.rows),
        ]),
    ),
    ...(more > 0 ? [`${count(more)} further pairs have fewer rows.`] : []),
  ];
}

export function biases({ lengthBias: bias, shownFirst }: CardStatistics): string[] {
  const unequal = bias.longer + bias.shorter;
  return [
    '## Length and place',
    `Of the pairs of unequal length ${percent(bias.longer, unequal)} prefer the longer response (${count(bias.equal)} pairs are of equal length); the preferred response is ${mean(bias.difference)} words longer on average. ` +
      (shownFirst.judged === 0
        ? 'No row was judged on the screen of this service.'
        : `Of ${count(shownFirst.judged)} judgements made in this service, in which chance decides who stands first, ${percent(shownFirst.preferred, shownFirst.judged)} prefer the response that stood first.`),
  ];
}

export function identity({ identity: axes, rows }: CardStatistics): string[] {
  return [
    '## Who the texts speak of',
    'How many of the rows hold a term of each axis, in the dialog or in a response, and the most frequent ones; after the pronoun and descriptor checks of Llama 2 §4.1. The lists are short ones in English and Korean (`packages/domain/src/identity-terms.ts`): they show what is spoken of, not how.',
    table(
      ['axis', 'rows', 'share', 'most frequent'],
      axes.map(({ axis, texts, terms }) => [
        axis,
        count(texts),
        percent(texts, rows),
        terms.map(({ term, texts: n }) => `${term} ${percent(n, rows)}`).join(', ') || '–',
      ]),
    ),
  ];
}
