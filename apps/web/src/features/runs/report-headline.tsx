'use client';

import type { Evaluation, FullEvaluation } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { concludeOn, isFull } from './conclusions.ts';
import { accuracyText, intervalText, pointsText } from './format-measured.ts';
import { ComparedTable } from './report/compared-table.tsx';

/** The answer first: how accurate, how certain, beside what plain rules reach, and what may be concluded. */
export function ReportHeadline({ own }: { own: Evaluation | FullEvaluation }) {
  const t = useTranslations();
  const locale = useLocale();
  const pairs = t('runs.report.pairs', { n: own.pairs });
  return (
    <Card title={t('runs.report.headline')}>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[auto_1fr]">
        <div className="max-w-72">
          <p className="text-[2.5rem] leading-none font-semibold tabular-nums">{accuracyText(locale, own)}</p>
          {isFull(own) ? (
            <BothIntervals own={own} />
          ) : (
            <p className="mt-2 tabular-nums">
              {t('runs.report.interval', { interval: intervalText(locale, own) })}
            </p>
          )}
          <p className="mt-1 text-sm text-muted">
            {t('runs.report.ownSplit', { dimension: t(`common.dimension.${own.dimension}`), pairs })}
          </p>
        </div>
        <ComparedTable own={own} />
      </div>
      <div className="mt-4">
        <Conclusions own={own} />
      </div>
    </Card>
  );
}

function BothIntervals({ own }: { own: FullEvaluation }) {
  const t = useTranslations('report');
  const locale = useLocale();
  return (
    <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 tabular-nums">
      <dt className="text-muted">{t('wilson')}</dt>
      <dd>{intervalText(locale, own)}</dd>
      <dt className="text-muted">{t('byDialog', { n: own.dialogs })}</dt>
      <dd>{own.ci95_clustered ? intervalText(locale, { ci95: own.ci95_clustered }) : t('tooFewDialogs')}</dd>
    </dl>
  );
}

function Conclusions({ own }: { own: Evaluation | FullEvaluation }) {
  const t = useTranslations('runs.report');
  const locale = useLocale();
  const paired = useTranslations('report.paired');
  const { chance, words, length, resolution, tone, ...how } = concludeOn(own);
  if (resolution === null) return <Notice tone="warn">{t('none')}</Notice>;
  return (
    <Notice tone={tone} title={t('conclusion')}>
      <ul className="mt-0.5 list-disc pl-5">
        <li>{t('verdict.chance', { verdict: chance })}</li>
        <li>{how.paired ? paired('words', { verdict: words }) : t('verdict.words', { verdict: words })}</li>
        <li>
          {how.paired ? paired('length', { verdict: length }) : t('verdict.length', { verdict: length })}
        </li>
        <li>{t('verdict.resolution', { n: own.pairs, points: pointsText(locale, resolution) })}</li>
      </ul>
      <p className="mt-1 text-xs text-muted">{how.paired ? paired('how') : t('verdict.independence')}</p>
    </Notice>
  );
}
