'use client';

import type { Evaluation } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatShare } from '../../lib/format.ts';
import { concludeOn, type Measured } from './conclusions.ts';
import { accuracyText, intervalText, pointsText } from './format-measured.ts';
import { IntervalBar, type Mark, ScaleHead } from './interval-bar.tsx';
import { scaleAround } from './interval-scale.ts';

/** The answer first: how accurate, how certain, beside what plain rules reach, and what may be concluded. */
export function ReportHeadline({ own }: { own: Evaluation }) {
  const t = useTranslations();
  const locale = useLocale();
  const pairs = t('runs.report.pairs', { n: own.pairs });
  return (
    <Card title={t('runs.report.headline')}>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[auto_1fr]">
        <div>
          <p className="text-[2.5rem] leading-none font-semibold tabular-nums">{accuracyText(locale, own)}</p>
          <p className="mt-2 tabular-nums">
            {t('runs.report.interval', { interval: intervalText(locale, own) })}
          </p>
          <p className="mt-0.5 max-w-64 text-sm text-muted">
            {t('runs.report.ownSplit', { dimension: t(`common.dimension.${own.dimension}`), pairs })}
          </p>
        </div>
        <Compared own={own} />
      </div>
      <div className="mt-4">
        <Conclusions own={own} />
      </div>
    </Card>
  );
}

function Compared({ own }: { own: Evaluation }) {
  const t = useTranslations('runs.report');
  const locale = useLocale();
  const rule = own.length_baseline.name === 'longer' ? 'longer' : 'shorter';
  const judges: { name: string; hint?: string; measured: Measured; mark: Mark }[] = [
    { name: t('model'), measured: own, mark: 'disc' },
    { name: t('bagOfWords'), hint: t('bagOfWordsHint'), measured: own.baseline, mark: 'square' },
    { name: t(rule), hint: t('lengthHint'), measured: own.length_baseline, mark: 'diamond' },
  ];
  const scale = scaleAround(judges.map((judge) => judge.measured));
  return (
    <div className="min-w-0">
      <Table caption={t('compared')}>
        <thead>
          <tr>
            <Th>{t('judge')}</Th>
            <Th numeric>{t('accuracy')}</Th>
            <Th className="relative w-1/2">
              <ScaleHead scale={scale} format={(share) => formatShare(locale, share, 0)} />
              <span className="sr-only">{t('intervalShort')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {judges.map(({ name, measured, mark }) => (
            <tr key={mark} className="last:[&>*]:border-b-0 [&>*]:align-middle">
              <th
                scope="row"
                className="border-b border-line px-2.5 py-1.5 text-left font-medium [overflow-wrap:normal]"
              >
                {name}
              </th>
              <Td numeric>
                <span className={mark === 'disc' ? 'font-semibold' : undefined}>
                  {accuracyText(locale, measured)}
                </span>
                <span className="block text-xs text-muted">{intervalText(locale, measured)}</span>
              </Td>
              <Td>
                <IntervalBar measured={measured} scale={scale} mark={mark} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <dl className="mt-2 flex flex-col gap-1 px-2.5 text-xs text-muted">
        {judges.map(({ name, hint }) =>
          hint ? (
            <div key={name}>
              <dt className="inline font-medium">{name}: </dt>
              <dd className="inline">{hint}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </div>
  );
}

function Conclusions({ own }: { own: Evaluation }) {
  const t = useTranslations('runs.report');
  const locale = useLocale();
  const { chance, words, length, resolution, tone } = concludeOn(own);
  if (resolution === null) return <Notice tone="warn">{t('none')}</Notice>;
  return (
    <Notice tone={tone} title={t('conclusion')}>
      <ul className="mt-0.5 list-disc pl-5">
        <li>{t('verdict.chance', { verdict: chance })}</li>
        <li>{t('verdict.words', { verdict: words })}</li>
        <li>{t('verdict.length', { verdict: length })}</li>
        <li>{t('verdict.resolution', { n: own.pairs, points: pointsText(locale, resolution) })}</li>
      </ul>
      <p className="mt-1 text-xs text-muted">{t('verdict.independence')}</p>
    </Notice>
  );
}
