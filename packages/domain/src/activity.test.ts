import { type Day, todayAndWeek } from './activity.ts';

/** Fourteen days with one judgement on the first, two on the second … */
const daysUntil = (last: string): Day[] =>
  Array.from({ length: 14 }, (_, i) => ({
    date: new Date(Date.parse(last) - (13 - i) * 86_400_000).toISOString().slice(0, 10),
    judged: i + 1,
    skipped: 1,
    activeMs: 100,
  }));

test.each([
  ['a Monday is a week of one day', '2026-11-23', 14, 1],
  ['a Tuesday has Monday before it', '2026-11-24', 27, 2],
  ['a Sunday is the seventh day', '2026-11-29', 77, 7],
  ['over the end of a year', '2027-01-01', 14 + 13 + 12 + 11 + 10, 5],
])('%s', (_, last, judged, days) => {
  const { today, week } = todayAndWeek(daysUntil(last));
  expect(today).toEqual({ judged: 14, skipped: 1, activeMs: 100 });
  expect(week).toEqual({ judged, skipped: days, activeMs: days * 100 });
});

test('no days are nothing done', () => {
  const none = { judged: 0, skipped: 0, activeMs: 0 };
  expect(todayAndWeek([])).toEqual({ today: none, week: none });
});
