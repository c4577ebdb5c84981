'use client';

import { useLocale, useTranslations } from 'next-intl';
import { cn } from '../../lib/cn.ts';
import { formatCount, formatShare } from '../../lib/format.ts';
import type { Diff } from './diff-view.tsx';

/** Told apart by their pattern: plain, full, stripes one way, stripes the other way and wider. */
const parts = [
  { name: 'same', look: 'bg-sunken' },
  { name: 'in', look: 'bg-chart-1' },
  {
    name: 'out',
    look: 'bg-[repeating-linear-gradient(45deg,var(--color-chart-2)_0_3px,var(--color-surface)_3px_6px)]',
  },
  {
    name: 'changed',
    look: 'bg-[repeating-linear-gradient(90deg,var(--color-chart-3)_0_2px,var(--color-surface)_2px_8px)]',
  },
] as const;

/** All rows of both snapshots as one bar, and the same as numbers. */
export function DiffBar({ counts }: { counts: Diff['counts'] }) {
  const t = useTranslations('snapshots.diff');
  const locale = useLocale();
  const total = counts.in + counts.out + counts.changed + counts.same;
  const share = (n: number) => (total > 0 ? n / total : 0);
  return (
    <div className="flex flex-col gap-3">
      <div
        aria-hidden
        className="flex h-6 w-full gap-px overflow-hidden rounded-sm border border-line-strong bg-line-strong"
      >
        {parts
          .filter(({ name }) => counts[name] > 0)
          .map(({ name, look }) => (
            // A share of a thousandth is still a line that can be seen.
            <div key={name} className={cn('min-w-1', look)} style={{ flexGrow: counts[name] }} />
          ))}
      </div>
      <dl className="grid grid-cols-1 gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-4">
        {parts.map(({ name, look }) => (
          <div key={name}>
            <dt className="flex items-center gap-2 text-sm">
              <span
                aria-hidden
                className={cn('size-4 shrink-0 rounded-sm border border-line-strong', look)}
              />
              {t(`part.${name}`)}
            </dt>
            <dd className="pl-6 font-semibold tabular-nums">
              {formatCount(locale, counts[name])}{' '}
              <span className="text-sm font-normal text-muted">
                {formatShare(locale, share(counts[name]))}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
