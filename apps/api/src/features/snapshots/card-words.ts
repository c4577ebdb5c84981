import type { CardLimit } from '@preferably/domain';

/** A share of a whole in percent; a dash where there is no whole. */
export const percent = (part: number, whole = 1) =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

/** Thousands are told apart, in the same way on every machine. */
export const count = (n: number) => String(n).replace(/\B(?=(?:\d{3})+$)/gu, ',');
export const mean = (n: number) => n.toFixed(1);

/** Somebody's words in a line of Markdown: nothing in them ends the cell, opens a tag or makes a link. */
export const inline = (text: string) =>
  text.replace(/\s+/gu, ' ').replace(/[\\`*_{}[\]<>|#]/gu, (sign) => `\\${sign}`);

export const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Why a preference is not in a snapshot, in words; a reason without any is told by its own name. */
const reasons: Record<string, string> = {
  chosen_unsafe:
    'the preferred response is labelled unsafe and the other one safe, which Llama 2 §3.2.1 leaves out',
  not_work: 'the comparison has a known answer or belongs to a qualification',
  recorded: 'the judgement was recorded elsewhere and imported',
  withdrawn: 'the comparison was withdrawn',
};
export const reason = (code: string) => reasons[code] ?? code.replaceAll('_', ' ');

export function limitInWords(limit: CardLimit): string {
  switch (limit.kind) {
    case 'no_overlap':
      return 'No comparison was judged by two people, so how far people agree cannot be told from these rows.';
    case 'little_overlap':
      return `Only ${percent(limit.share)} of the comparisons were judged by two or more people; the agreement above rests on them alone.`;
    case 'low_agreement':
      return `Where people overlap they agree little beyond chance (AC1 ${limit.ac1.toFixed(2)}); a model cannot be expected to agree with them more.`;
    case 'few_annotators':
      return `${limit.annotators === 1 ? 'One person judged' : `${limit.annotators} people judged`} everything: the preferences are theirs, not those of people in general.`;
    case 'one_language':
      return `${percent(limit.share)} of the rows are in one language (${inline(limit.language)}); nothing is known about others.`;
    case 'unnamed_language':
      return `For ${percent(limit.share)} of the rows no language was named.`;
    case 'no_test_rows':
      return 'There are no test rows: what is fitted on this snapshot needs another one to be measured on.';
    case 'few_test_rows':
      return `${count(limit.rows)} test rows tell an accuracy only to within about ±${percent(limit.halfWidth)} (95 %).`;
    case 'longer_preferred':
      return `The longer response is preferred in ${percent(limit.share)} of the pairs of unequal length; a model may learn length instead of quality.`;
    case 'place_preferred':
      return `The response that stood first was preferred in ${percent(limit.share)} of the judgements, which chance does not explain.`;
    case 'unknown_strength':
      return `For ${percent(limit.share)} of the rows nobody said how much better; they ask for no margin.`;
    case 'unnamed_models':
      return `For ${percent(limit.share)} of the rows it is not known which models gave the responses.`;
  }
}
