import { type CanonicalRow, pairOf } from './export-row.ts';

/** What stands between spaces. Languages that write without them have fewer of it than others have words. */
export const wordsIn = (text: string): number => text.match(/\S+/gu)?.length ?? 0;

/** The columns of Llama 2 table 6, as means over the rows and in words. */
export interface Lengths {
  /** Human turns of the dialog. */
  turns: number;
  /** The dialog with one of its responses. */
  example: number;
  /** The last human turn. */
  prompt: number;
  response: number;
}

export interface LengthBias {
  longer: number;
  shorter: number;
  equal: number;
  /** Words that the preferred response is longer by, on average. */
  difference: number;
}

/** Adds up how long dialogs and responses are, and whether the longer response is preferred. */
export function lengthCounter() {
  let rows = 0;
  const sums: Lengths = { turns: 0, example: 0, prompt: 0, response: 0 };
  const bias: LengthBias = { longer: 0, shorter: 0, equal: 0, difference: 0 };
  const mean = (sum: number) => (rows === 0 ? 0 : sum / rows);
  return {
    add(row: CanonicalRow) {
      const pair = pairOf(row);
      const [chosen, rejected] = [wordsIn(pair.chosen), wordsIn(pair.rejected)];
      const response = (chosen + rejected) / 2;
      rows += 1;
      sums.turns += row.prompt.filter((turn) => turn.role === 'user').length;
      sums.prompt += wordsIn(row.prompt.at(-1)?.content ?? '');
      sums.response += response;
      sums.example += row.prompt.reduce((sum, turn) => sum + wordsIn(turn.content), response);
      bias[chosen > rejected ? 'longer' : chosen < rejected ? 'shorter' : 'equal'] += 1;
      bias.difference += chosen - rejected;
    },
    lengths: (): Lengths => ({
      turns: mean(sums.turns),
      example: mean(sums.example),
      prompt: mean(sums.prompt),
      response: mean(sums.response),
    }),
    bias: (): LengthBias => ({ ...bias, difference: mean(bias.difference) }),
  };
}
