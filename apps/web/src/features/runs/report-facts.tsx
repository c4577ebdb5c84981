'use client';

import type { Report, Run } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '../../components/ui/card.tsx';
import { formatCount, formatDecimal, formatDuration } from '../../lib/format.ts';
import { compact, rateOf } from './format-measured.ts';
import { rateText } from './recipe-texts.ts';
import { useReasonName } from './report/use-reason-name.ts';

const Row = ({ label, children, mono }: { label: ReactNode; children: ReactNode; mono?: boolean }) => (
  <div className="grid grid-cols-[minmax(7rem,11rem)_1fr] gap-3 border-b border-line py-1.5 last:border-b-0">
    <dt className={mono ? 'font-mono text-sm text-muted' : 'text-muted'}>{label}</dt>
    <dd className={mono ? 'font-mono text-sm' : 'tabular-nums'}>{children}</dd>
  </div>
);

/** What went in, what fell out, and what it cost. */
export function TrainingFacts({ report }: { report: Report }) {
  const t = useTranslations('runs.report');
  const words = useTranslations('report');
  const locale = useLocale();
  const { train } = report;
  const dropped = Object.entries(train.dropped).filter(([, n]) => n > 0);
  const reason = useReasonName();
  const all = report.trained_parameters === report.parameters;
  return (
    <Card title={t('facts')}>
      <dl>
        <Row label={t('pairsTrained')}>{formatCount(locale, train.pairs)}</Row>
        {train.calibration_pairs === undefined ? null : (
          <Row label={words('calibrationPairs')}>{formatCount(locale, train.calibration_pairs)}</Row>
        )}
        <Row label={t('dropped')}>
          {dropped.length === 0
            ? t('droppedNone')
            : dropped.map(([name, n]) => (
                <span key={name} className="block">
                  {reason(name)}: {formatCount(locale, n)}
                </span>
              ))}
        </Row>
        <Row label={t('truncated')}>{t('pairs', { n: train.truncated })}</Row>
        <Row label={t('tokens')}>{formatCount(locale, train.tokens)}</Row>
        {train.places === undefined ? null : (
          <Row label={words('places')}>
            {formatCount(locale, train.places)} <span className="text-muted">({words('placesHint')})</span>
          </Row>
        )}
        <Row label={t('steps')}>{formatCount(locale, train.steps)}</Row>
        <Row label={t('finalLoss')}>
          {formatDecimal(locale, train.final_loss, 3)}{' '}
          <span className="text-muted">({t('finalLossHint')})</span>
        </Row>
        <Row label={t('parameters')}>
          {compact(locale, report.parameters)}
          {all ? null : (
            <span className="text-muted">
              {' '}
              ({t('trainedParameters', { n: compact(locale, report.trained_parameters) })})
            </span>
          )}
        </Row>
        <Row label={t('device')}>
          {report.device}
          {report.processes && report.processes > 1 ? (
            <span className="text-muted"> ({words('processes', { n: report.processes })})</span>
          ) : null}
        </Row>
        <Row label={t('dtype')}>{report.dtype}</Row>
        <Row label={t('time')}>
          {formatDuration(report.seconds)}{' '}
          {report.seconds > 0 ? (
            <span className="text-muted">
              ({t('throughput', { n: rateOf(locale, train.tokens / report.seconds) })})
            </span>
          ) : null}
        </Row>
      </dl>
    </Card>
  );
}

function valueText(name: string, value: unknown): string {
  if (name === 'learning_rate' && typeof value === 'number') return rateText(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The recipe under the names that the trainer and the API use: it is there to be copied. */
export function ResolvedRecipe({ report, run }: { report: Report; run: Run }) {
  const t = useTranslations('runs.report');
  const entries = { base_model: report.base_model, ...report.recipe, seed: run.seed };
  return (
    <Card title={t('recipe')} description={t('recipeHint')}>
      <dl>
        {Object.entries(entries).map(([name, value]) => (
          <Row key={name} label={name} mono>
            {valueText(name, value)}
            {name === 'trained_layers' && value === null ? (
              <span className="font-sans text-muted"> ({t('allLayers')})</span>
            ) : null}
          </Row>
        ))}
      </dl>
    </Card>
  );
}
