import type { ProjectChange, QualificationRules } from '@preferably/contracts';
import type { z } from 'zod';
import { wholeNumber } from '../whole-number.ts';
import { shareOf } from './percent.ts';

export type Settings = z.input<typeof ProjectChange>;

type WholeField =
  | 'votesWanted'
  | 'leaseMinutes'
  | 'lookAhead'
  | 'dailyCap'
  | 'breakMinutes'
  | 'testComparisons'
  | 'testTries';
type ShareField = 'goldShare' | 'testPassMark';
type Range = [min: number, max: number];

const ranges: Record<WholeField, Range> = {
  votesWanted: [1, 50],
  leaseMinutes: [1, 1440],
  lookAhead: [0, 49],
  dailyCap: [1, 100_000],
  breakMinutes: [1, 480],
  testComparisons: [1, 200],
  testTries: [1, 20],
};
const percents: Record<ShareField, Range> = { goldShare: [0, 50], testPassMark: [0, 100] };
/** Together they are the test; empty together, there is none. */
const testFields = ['testComparisons', 'testPassMark', 'testTries'] as const;

export type NumberField = WholeField | ShareField;
export type Fault = 'name' | NumberField;

/** The settings of a filled form, or the fields that are wrong. What has no end may be left empty: none. */
export function settingsOf(
  data: FormData,
): { ok: true; settings: Settings } | { ok: false; faults: Fault[] } {
  const faults: Fault[] = [];
  const checked = (field: Fault, found: number | null) => {
    if (found === null) faults.push(field);
    return found ?? 0;
  };
  const number = (field: WholeField) => checked(field, wholeNumber(data.get(field), ...ranges[field]));
  const share = (field: ShareField) => checked(field, shareOf(data.get(field), ...percents[field]));
  const empty = (field: NumberField) => String(data.get(field) ?? '').trim() === '';
  const orNone = (field: 'dailyCap' | 'breakMinutes') => (empty(field) ? null : number(field));
  const test = (): QualificationRules | null =>
    testFields.every(empty)
      ? null
      : {
          comparisons: number('testComparisons'),
          passMark: share('testPassMark'),
          tries: number('testTries'),
        };
  const name = String(data.get('name') ?? '').trim();
  if (!name) faults.push('name');
  const settings = {
    name,
    commentRequired: data.has('commentRequired'),
    editStep: data.has('editStep'),
    blurred: data.has('blurred'),
    dailyCap: orNone('dailyCap'),
    breakMinutes: orNone('breakMinutes'),
    votesWanted: number('votesWanted'),
    leaseSeconds: number('leaseMinutes') * 60,
    lookAhead: number('lookAhead'),
    goldShare: share('goldShare'),
    qualification: test(),
  };
  return faults.length > 0 ? { ok: false, faults } : { ok: true, settings };
}
