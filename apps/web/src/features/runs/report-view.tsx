'use client';

import type { Evaluation, FullEvaluation, Report, Run } from '@preferably/contracts';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '../../components/ui/notice.tsx';
import { accuracyText } from './format-measured.ts';
import { nameEvaluations, type RunSnapshot } from './name-evaluations.ts';
import { MixCard } from './report/mix-card.tsx';
import { SetDetails } from './report/set-details.tsx';
import { ReportHeadline } from './report-headline.tsx';
import { ReportSets } from './report-sets.tsx';
import { ReportStrengths } from './report-strengths.tsx';

/** A finished run of the other dimension: two models, one for each, are what the paper trains. */
export interface OtherModel {
  run: Run;
  report: Report;
}

export function ReportView(props: {
  run: Run;
  report: Report;
  snapshots: readonly RunSnapshot[];
  otherModel: OtherModel | null;
}) {
  const t = useTranslations('runs.report');
  const { report } = props;
  const sets = nameEvaluations<Evaluation | FullEvaluation>(props.run, report.evaluations, props.snapshots);
  const [own] = sets;
  if (!own) return <Notice tone="warn">{t('none')}</Notice>;
  return (
    <>
      <ReportHeadline own={own.evaluation} />
      <ReportStrengths sets={sets} />
      <ReportSets sets={sets} other={props.otherModel} />
      {report.train.mix ? (
        <MixCard mix={report.train.mix} pairs={report.train.pairs + (report.train.calibration_pairs ?? 0)} />
      ) : null}
      {report.schema === 2 ? (
        <SetDetails sets={nameEvaluations(props.run, report.evaluations, props.snapshots)} />
      ) : null}
      {props.otherModel ? <OtherModelLink other={props.otherModel} /> : null}
    </>
  );
}

function OtherModelLink({ other: { run, report } }: { other: OtherModel }) {
  const t = useTranslations();
  const locale = useLocale();
  const dimension = t(`common.dimension.${run.dimension}`);
  const accuracy = report.evaluations[0]?.accuracy ?? null;
  return (
    <p className="px-1">
      {t('runs.report.otherModel', { dimension })}:{' '}
      <Link
        href={`/projects/${run.projectId}/runs/${run.id}`}
        className="font-medium text-accent underline-offset-2 hover:underline"
      >
        {run.name}
      </Link>{' '}
      <span className="text-muted">
        {t('runs.report.otherModelText', { accuracy: accuracyText(locale, { accuracy }) })}
      </span>
    </p>
  );
}
