'use client';

import type { Control, Evaluation, FullEvaluation } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { IntervalBar, type Mark, ScaleHead } from '../../../components/interval-bar.tsx';
import { Table, Td, Th } from '../../../components/ui/table.tsx';
import { cn } from '../../../lib/cn.ts';
import { formatShare } from '../../../lib/format.ts';
import { scaleAround } from '../../../lib/interval-scale.ts';
import { byDialog, isFull, type Measured, verdictOfLead } from '../conclusions.ts';
import { accuracyText, intervalText, signedPoints } from '../format-measured.ts';

interface Judge {
  name: string;
  hint?: string;
  measured: Measured;
  mark: Mark;
  /** The model's lead over it, where the report has one. */
  control?: Control;
}

/** The model beside the controls: what was fitted on words, what length alone reaches, and where training began. */
export function ComparedTable({ own }: { own: Evaluation | FullEvaluation }) {
  const t = useTranslations('runs.report');
  const words = useTranslations('report');
  const locale = useLocale();
  const full = isFull(own) ? own : null;
  const judges = useJudges(own);
  const scale = scaleAround(judges.map((judge) => judge.measured.ci95));
  return (
    <div className="min-w-0">
      <Table caption={t('compared')}>
        <thead>
          <tr>
            <Th>{t('judge')}</Th>
            <Th numeric>{t('accuracy')}</Th>
            {full ? (
              <Th numeric className="max-sm:whitespace-normal [overflow-wrap:normal]">
                {words('lead')}
              </Th>
            ) : null}
            <Th className={cn('relative w-2/5', full && 'max-sm:hidden')}>
              <ScaleHead scale={scale} format={(share) => formatShare(locale, share, 0)} />
              <span className="sr-only">{t('intervalShort')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {judges.map(({ name, measured, mark, control }) => (
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
              {full ? <LeadCell control={control} /> : null}
              <Td className={full ? 'max-sm:hidden' : undefined}>
                <IntervalBar value={measured.accuracy} interval={measured.ci95} scale={scale} mark={mark} />
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

function useJudges(own: Evaluation | FullEvaluation): Judge[] {
  const t = useTranslations('runs.report');
  const words = useTranslations('report');
  const rule = own.length_baseline.name === 'longer' ? 'longer' : 'shorter';
  const controlOf = (name: string) => {
    const control = isFull(own) ? own.controls.find((each) => each.name === name) : undefined;
    return control ? { control } : {};
  };
  const row = (judge: Omit<Judge, 'measured'>, plain: Measured): Judge => ({
    ...judge,
    measured: byDialog(judge.control ?? plain),
  });
  const start = controlOf('untrained_start').control;
  return [
    row({ name: t('model'), mark: 'disc' }, own),
    row(
      { name: t('bagOfWords'), hint: t('bagOfWordsHint'), mark: 'square', ...controlOf('bag_of_words') },
      own.baseline,
    ),
    row({ name: t(rule), hint: t('lengthHint'), mark: 'diamond', ...controlOf(rule) }, own.length_baseline),
    ...(start
      ? [row({ name: words('start'), hint: words('startHint'), mark: 'ring', control: start }, start)]
      : []),
  ];
}

function LeadCell({ control }: { control: Control | undefined }) {
  const t = useTranslations('report');
  const locale = useLocale();
  if (!control || control.lead === null) return <Td numeric>–</Td>;
  const interval = control.lead_ci95;
  return (
    <Td numeric>
      {t('points', { n: signedPoints(locale, control.lead) })}
      {interval ? (
        <span className="block text-xs text-muted">
          {t('from', { low: signedPoints(locale, interval[0]), high: signedPoints(locale, interval[1]) })}
        </span>
      ) : null}
      <span className="block text-xs font-medium">{t(`leadVerdict.${verdictOfLead(control)}`)}</span>
    </Td>
  );
}
