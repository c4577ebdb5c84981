import type { Activity } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { cn } from '../../lib/cn.ts';
import { formatCount, formatSpan } from '../../lib/format.ts';

type Day = Activity['days'][number];

/** A day of the calendar has no time zone: it is written as it stands. */
const dayText = (locale: string, date: string, style: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

/** Bars with their numbers on them: length and digits say it all, and a table says it once more. */
export function DaysCard({ days }: { days: readonly Day[] }) {
  const t = useTranslations('work.days');
  const locale = useLocale();
  const most = Math.max(...days.map((day) => day.judged), 1);
  const total = days.reduce((sum, day) => sum + day.judged, 0);
  const last = days.length - 1;
  return (
    <Card title={t('title')}>
      <div
        role="img"
        aria-label={t('summary', { total, most })}
        className="flex h-36 items-end gap-0.5 sm:gap-1"
      >
        {days.map((day, index) => (
          <div
            key={day.date}
            aria-hidden
            className="flex h-full min-w-0 grow basis-0 flex-col items-center justify-end text-xs"
          >
            <span className="tabular-nums">{day.judged > 0 ? formatCount(locale, day.judged) : ''}</span>
            <div
              className="w-full rounded-t-sm bg-chart-1"
              style={{ height: `${(day.judged / most) * 70}%` }}
            />
            <span
              className={cn(
                'w-full border-t border-line-strong pt-0.5 text-center text-muted tabular-nums',
                index === last && 'font-bold text-ink',
              )}
            >
              {/* The number alone: fourteen of them have to fit on a phone, and Korean would add a word to each. */}
              {Number(day.date.slice(8))}
            </span>
          </div>
        ))}
      </div>
      <p className="mt-1 flex justify-between text-xs text-muted">
        <span>{dayText(locale, days[0]?.date ?? '', { month: 'short', day: 'numeric' })}</span>
        <span>{t('today')}</span>
      </p>
      <details className="mt-2">
        <summary className="text-sm font-medium">{t('table')}</summary>
        <Table caption={t('caption')} className="mt-2">
          <thead>
            <tr>
              <Th>{t('day')}</Th>
              <Th numeric>{t('judged')}</Th>
              <Th numeric>{t('skipped')}</Th>
              <Th numeric>{t('active')}</Th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr key={day.date}>
                <Td>{dayText(locale, day.date, { weekday: 'short', month: 'short', day: 'numeric' })}</Td>
                <Td numeric>{formatCount(locale, day.judged)}</Td>
                <Td numeric>{formatCount(locale, day.skipped)}</Td>
                <Td numeric>{formatSpan(locale, day.activeMs)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </Card>
  );
}
