'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '../../components/ui/notice.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { cn } from '../../lib/cn.ts';
import { formatCount } from '../../lib/format.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import type { FreezeFormValues } from './freeze-values.ts';
import { usePreview } from './use-preview.ts';
import { reasonsOf, useWordsForReason } from './use-words-for-reason.ts';

/** What a press of the button would freeze, so that nobody freezes blindly. */
export function FreezePreview({ projectId, values }: { projectId: string; values: FreezeFormValues }) {
  const t = useTranslations('snapshots');
  const words = useWordsForProblem();
  const reason = useWordsForReason();
  const locale = useLocale();
  const { counts, error, stale, unreadable } = usePreview(projectId, values);
  const count = (n: number) => formatCount(locale, n);
  const left = reasonsOf(counts?.leftOut ?? {});
  return (
    <section
      aria-labelledby="freeze-preview"
      className="rounded-lg border border-line bg-surface lg:sticky lg:top-4"
    >
      <h2 id="freeze-preview" className="border-b border-line px-4 py-2.5 font-semibold">
        {t('preview.title')}
      </h2>
      <div className="flex flex-col gap-3 px-4 py-3">
        {error ? <Notice tone="error">{words(error)}</Notice> : null}
        <div role="status" className="flex flex-col gap-1 text-sm">
          {unreadable ? (
            t('preview.unreadable')
          ) : stale ? (
            <span className="flex items-center gap-1.5 text-muted">
              <Spinner />
              {t('preview.counting')}
            </span>
          ) : counts ? (
            <>
              <span className="text-lg font-semibold tabular-nums">
                {t('preview.rows', { n: counts.rows })}
              </span>
              {counts.rows === 0 ? <span>{t('preview.nothing')}</span> : null}
            </>
          ) : null}
        </div>
        {counts && !unreadable ? (
          <div className={cn('flex flex-col gap-3', stale && 'opacity-60')}>
            <dl className="text-sm">
              <Line label={t('preview.train')}>{count(counts.train)}</Line>
              <Line label={t('preview.test')}>{count(counts.test)}</Line>
              <Line label={t('preview.comparisons')}>{count(counts.comparisons)}</Line>
              <Line label={t('preview.annotators')}>{count(counts.annotators)}</Line>
            </dl>
            <div>
              <h3 className="mb-1 text-sm font-medium">{t('preview.leftOut')}</h3>
              {left.length === 0 ? (
                <p className="text-sm text-muted">{t('preview.leftOutNone')}</p>
              ) : (
                <dl className="text-sm">
                  {left.map(([name, n]) => (
                    <Line key={name} label={reason(name)}>
                      {count(n)}
                    </Line>
                  ))}
                </dl>
              )}
            </div>
          </div>
        ) : null}
      </div>
    </section>
  );
}

const Line = ({ label, children }: { label: string; children: string }) => (
  <div className="flex items-baseline justify-between gap-3 border-b border-line py-1 last:border-b-0">
    <dt className="text-muted">{label}</dt>
    <dd className="shrink-0 whitespace-nowrap tabular-nums">{children}</dd>
  </div>
);
