/** Numbers in the reader's language. Dates: `components/ui/date-time.tsx`, which knows the reader's time zone. */

export function formatCount(locale: string, value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** @param share between 0 and 1; null is shown as a dash */
export function formatShare(locale: string, share: number | null, digits = 1): string {
  if (share === null) return '–';
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share);
}

/** A share always with its one digit, so that a column of them lines up; null is shown as a dash. */
export function formatAccuracy(locale: string, share: number | null): string {
  if (share === null) return '–';
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale, { style: 'percent', ...digits }).format(share);
}

/** "58.1–69.3%". Put together by hand: Node and browsers disagree on formatRange in Korean (–, ~). */
export function formatInterval(locale: string, interval: readonly [number, number] | null): string {
  if (interval === null) return '–';
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const low = new Intl.NumberFormat(locale, digits).format(interval[0] * 100);
  return `${low}–${formatAccuracy(locale, interval[1])}`;
}

/** A difference of two shares in percentage points, with its sign: 0.0312 → "+3.1". */
export function formatPoints(locale: string, share: number): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', ...digits }).format(share * 100);
}

export function formatDecimal(locale: string, value: number | null, digits = 3): string {
  if (value === null) return '–';
  return new Intl.NumberFormat(locale, {
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
  }).format(value);
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

export function formatBytes(locale: string, bytes: number): string {
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}

/** The two largest of hours, minutes and seconds, in words: "1 hr 12 min", "45 sec". */
export function formatSpan(locale: string, ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts = {
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
  };
  const shown = (['hour', 'minute', 'second'] as const)
    .filter((unit) => parts[unit] > 0)
    .slice(0, parts.hour > 0 && parts.minute === 0 ? 1 : 2);
  return (shown.length > 0 ? shown : (['second'] as const))
    .map((unit) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(parts[unit]),
    )
    .join(' ');
}

/** 95 → "1:35", 3700 → "1:01:40". Digits only, so it needs no language. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
