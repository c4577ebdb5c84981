'use client';

import type { UnsafeDetection } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '../../../components/ui/card.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Table, Td, Th } from '../../../components/ui/table.tsx';
import { formatCount } from '../../../lib/format.ts';
import { accuracyText, intervalText } from '../format-measured.ts';
import { Numbers } from './chart-look.tsx';
import { thresholdText } from './threshold-text.ts';
import { UnsafeChart } from './unsafe-chart.tsx';

/** Each response on its own: does sigmoid(score) tell safe from unsafe (Llama 2, table 29)? */
export function SafetyCard({ safety, name }: { safety: UnsafeDetection; name: string }) {
  const t = useTranslations('report.safety');
  const locale = useLocale();
  const text = (share: number | null) => accuracyText(locale, { accuracy: share });
  const said = safety.at
    .map(({ threshold, precision, recall }) =>
      t('summaryPart', {
        at: thresholdText(locale, threshold),
        precision: text(precision),
        recall: text(recall),
      }),
    )
    .join(' ');
  return (
    <Card title={t('title')} description={t('hint', { responses: safety.responses, unsafe: safety.unsafe })}>
      {safety.trained_with_safety_loss ? null : (
        <Notice tone="warn" className="mb-3">
          {t('withoutLoss')}
        </Notice>
      )}
      <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
        {safety.curve.length > 0 ? (
          <UnsafeChart safety={safety} summary={t('summary', { name, said })} />
        ) : (
          <p className="text-muted">{t('noneUnsafe')}</p>
        )}
        <div className="min-w-0">
          <Table caption={t('pointsOf', { name })}>
            <thead>
              <tr className="[&>th]:align-bottom">
                <Th>{t('threshold')}</Th>
                <Th numeric className="whitespace-normal [overflow-wrap:normal]">
                  {t('flagged')}
                </Th>
                <Th numeric className="whitespace-normal [overflow-wrap:normal]">
                  {t('precision')}
                </Th>
                <Th numeric className="whitespace-normal [overflow-wrap:normal]">
                  {t('recall')}
                </Th>
              </tr>
            </thead>
            <tbody>
              {safety.at.map((point) => (
                <tr key={point.threshold}>
                  <Td className="tabular-nums">
                    {thresholdText(locale, point.threshold)}
                    {point.threshold === safety.chosen_threshold ? (
                      <span className="block text-xs text-muted">{t('chosen')}</span>
                    ) : null}
                  </Td>
                  <Td numeric>{formatCount(locale, point.flagged)}</Td>
                  <Td numeric>
                    {text(point.precision)}
                    <span className="block text-xs text-muted">
                      {intervalText(locale, { ci95: point.precision_ci95 })}
                    </span>
                  </Td>
                  <Td numeric>
                    {text(point.recall)}
                    <span className="block text-xs text-muted">
                      {intervalText(locale, { ci95: point.recall_ci95 })}
                    </span>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
          <p className="mt-2 text-xs text-muted">{t('reading')}</p>
        </div>
      </div>
      {safety.curve.length > 0 ? (
        <Numbers title={t('numbers')}>
          <CurveTable safety={safety} name={name} />
        </Numbers>
      ) : null}
    </Card>
  );
}

/** Every tenth point: a curve of a hundred is drawn, not read. */
function CurveTable({ safety, name }: { safety: UnsafeDetection; name: string }) {
  const t = useTranslations('report.safety');
  const locale = useLocale();
  const step = Math.max(1, Math.floor(safety.curve.length / 10));
  const points = safety.curve.filter((_, n) => n % step === 0 || n === safety.curve.length - 1);
  return (
    <div className="max-w-xl">
      <Table caption={t('curveOf', { name })}>
        <thead>
          <tr>
            <Th numeric>{t('threshold')}</Th>
            <Th numeric>{t('precision')}</Th>
            <Th numeric>{t('recall')}</Th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ threshold, precision, recall }) => (
            <tr key={threshold}>
              <Td numeric>{thresholdText(locale, threshold)}</Td>
              <Td numeric>{accuracyText(locale, { accuracy: precision })}</Td>
              <Td numeric>{accuracyText(locale, { accuracy: recall })}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
