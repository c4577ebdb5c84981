import type { ProjectChange } from '@preferably/contracts';
import type { z } from 'zod';
import { wholeNumber } from '../whole-number.ts';

export type Settings = z.input<typeof ProjectChange>;
export type Fault = 'name' | 'votesWanted' | 'leaseMinutes' | 'lookAhead' | 'dailyCap' | 'breakMinutes';

const ranges: Record<Exclude<Fault, 'name'>, [min: number, max: number]> = {
  votesWanted: [1, 50],
  leaseMinutes: [1, 1440],
  lookAhead: [0, 49],
  dailyCap: [1, 100_000],
  breakMinutes: [1, 480],
};

/** The settings of a filled form, or the fields that are wrong. The two with no end may be left empty: none. */
export function settingsOf(
  data: FormData,
): { ok: true; settings: Settings } | { ok: false; faults: Fault[] } {
  const faults: Fault[] = [];
  const number = (field: keyof typeof ranges) => {
    const found = wholeNumber(data.get(field), ...ranges[field]);
    if (found === null) faults.push(field);
    return found ?? 0;
  };
  const orNone = (field: 'dailyCap' | 'breakMinutes') =>
    String(data.get(field) ?? '').trim() === '' ? null : number(field);
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
  };
  return faults.length > 0 ? { ok: false, faults } : { ok: true, settings };
}
