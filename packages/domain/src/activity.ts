/** What somebody did: comparisons judged and skipped, and the time in which they did something. */
export interface Sums {
  judged: number;
  skipped: number;
  activeMs: number;
}

/** @param date as YYYY-MM-DD, a day of the person's own calendar */
export interface Day extends Sums {
  date: string;
}

const sumOf = (days: readonly Sums[]): Sums => ({
  judged: days.reduce((sum, day) => sum + day.judged, 0),
  skipped: days.reduce((sum, day) => sum + day.skipped, 0),
  activeMs: days.reduce((sum, day) => sum + day.activeMs, 0),
});

/** Days from Monday to this one. */
const intoWeek = (date: string): number => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

/**
 * Today and this week, which begins on Monday (ISO 8601).
 *
 * @param days consecutive, today last, a whole week at least
 */
export function todayAndWeek(days: readonly Day[]): { today: Sums; week: Sums } {
  const today = days.at(-1);
  if (!today) return { today: sumOf([]), week: sumOf([]) };
  return { today: sumOf([today]), week: sumOf(days.slice(-intoWeek(today.date))) };
}
