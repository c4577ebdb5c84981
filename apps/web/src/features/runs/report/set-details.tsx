'use client';

import type { FullEvaluation } from '@preferably/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { Tabs } from '../../../components/ui/tabs.tsx';
import { formatCount } from '../../../lib/format.ts';
import type { NamedEvaluation } from '../name-evaluations.ts';
import { CalibrationCard } from './calibration-card.tsx';
import { GroupsCard } from './groups-card.tsx';
import { RatingsCard } from './ratings-card.tsx';
import { SafetyCard } from './safety-card.tsx';
import { ScoresCard } from './scores-card.tsx';
import { useReasonName } from './use-reason-name.ts';

/** Everything else that was measured, one test set at a time. */
export function SetDetails({ sets }: { sets: readonly NamedEvaluation<FullEvaluation>[] }) {
  const t = useTranslations();
  const tabs = sets.map(({ evaluation, name }, index) => {
    const dimension = t(`common.dimension.${evaluation.dimension}`);
    const set = name ?? t(index === 0 ? 'runs.report.own' : 'runs.report.other');
    return {
      value: String(index),
      label: `${dimension} · ${set}`,
      content: <OneSet evaluation={evaluation} name={`${dimension} · ${set}`} />,
    };
  });
  return (
    <section aria-label={t('report.details')} className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">{t('report.details')}</h2>
      {tabs.length > 1 ? <Tabs label={t('report.testSets')} tabs={tabs} /> : tabs[0]?.content}
    </section>
  );
}

function OneSet({ evaluation, name }: { evaluation: FullEvaluation; name: string }) {
  return (
    <div className="flex flex-col gap-4">
      <SetFacts evaluation={evaluation} />
      <GroupsCard evaluation={evaluation} name={name} />
      <CalibrationCard calibration={evaluation.calibration} name={name} />
      {evaluation.safety ? <SafetyCard safety={evaluation.safety} name={name} /> : null}
      <ScoresCard evaluation={evaluation} name={name} />
      {evaluation.ratings ? <RatingsCard ratings={evaluation.ratings} name={name} /> : null}
    </div>
  );
}

/** What the figures below rest on, and what was left out of them. */
function SetFacts({ evaluation }: { evaluation: FullEvaluation }) {
  const t = useTranslations('report');
  const locale = useLocale();
  const reason = useReasonName();
  const dropped = Object.entries(evaluation.dropped).filter(([, n]) => n > 0);
  const parts = [
    ...(evaluation.cross ? [t('cross')] : []),
    t('setFacts', { pairs: evaluation.pairs, dialogs: evaluation.dialogs }),
    evaluation.truncated > 0 ? t('setTruncated', { n: evaluation.truncated }) : t('setWhole'),
    dropped.length > 0
      ? t('setDropped', {
          list: dropped.map(([name, n]) => `${reason(name)} ${formatCount(locale, n)}`).join(', '),
        })
      : t('setNoneDropped'),
  ];
  return <p className="px-1 text-sm text-muted">{parts.join(' ')}</p>;
}
