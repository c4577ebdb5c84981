'use client';

import type { RewardModel, Scoring } from '@preferably/contracts';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '../../../components/ui/button.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { DateTime } from '../../../components/ui/date-time.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { formatCount } from '../../../lib/format.ts';
import { useWordsForProblem } from '../../../lib/words-for-problem.ts';
import { ScoringProgress } from './scoring-progress.tsx';
import { StartScoring } from './start-scoring.tsx';
import { useModelAgreement, useScoring } from './use-scores.ts';

/** What the model says of the project's comparisons: how many it has scored, and the way to more of them. */
export function ScoresCard(props: {
  model: RewardModel;
  /** Of the project, newest first. */
  scorings: readonly Scoring[];
  /** The reader may start one and stop it. */
  engineer: boolean;
}) {
  const { model, engineer } = props;
  const t = useTranslations('scores');
  const words = useWordsForProblem();
  const { scoring, underWay, error, hear, askAgain } = useScoring(model, props.scorings);
  const agreement = useModelAgreement(model.id);
  const scored = agreement.data?.scored;
  return (
    <Card
      title={t('title')}
      description={t('description')}
      actions={
        scored && scored.judged > 0 ? (
          <Button asChild>
            <Link href={`/projects/${model.projectId}/models/${model.id}/disagreements`}>
              {t('toDisagreements')}
            </Link>
          </Button>
        ) : undefined
      }
    >
      <div className="flex flex-col gap-4">
        {agreement.error ? <Notice tone="error">{words(agreement.error)}</Notice> : null}
        {agreement.isPending ? (
          <p role="status" aria-busy className="text-muted">
            {t('counting')}
          </p>
        ) : null}
        {scored ? <Counts {...scored} underWay={underWay} /> : null}
        {error && underWay ? <Notice tone="warn">{t('refreshFailed')}</Notice> : null}
        {scoring && underWay ? (
          <ScoringProgress scoring={scoring} mayStop={engineer} hear={hear} askAgain={askAgain} />
        ) : null}
        {scoring && !underWay ? <Ended scoring={scoring} /> : null}
        {underWay ? null : engineer ? (
          <StartScoring model={model} hear={hear} askAgain={askAgain} />
        ) : (
          <p className="text-sm text-muted">{t('forEngineers')}</p>
        )}
      </div>
    </Card>
  );
}

function Counts({ open, judged, underWay }: { open: number; judged: number; underWay: boolean }) {
  const t = useTranslations('scores');
  const locale = useLocale();
  if (open + judged === 0) {
    return underWay ? null : (
      <div className="max-w-prose">
        <p className="font-semibold">{t('none')}</p>
        <p>{t('noneHelp')}</p>
        <p className="text-muted">{t('worker')}</p>
      </div>
    );
  }
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      {Object.entries({ open, judged }).map(([which, count]) => (
        <div key={which}>
          <dt className="text-sm text-muted">{t(`scored.${which as 'open' | 'judged'}`)}</dt>
          <dd className="text-lg font-semibold tabular-nums">{formatCount(locale, count)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How the last one went; a good end needs few words, a bad one its reason. */
function Ended({ scoring }: { scoring: Scoring }) {
  const t = useTranslations('scores.ended');
  const counts = { scored: scoring.scored, all: scoring.comparisons };
  if (scoring.state === 'failed') {
    return (
      <Notice tone="error" title={t('failed', counts)}>
        {/* The scorer's own words, with its line breaks. */}
        <p className="font-mono text-sm whitespace-pre-wrap">{scoring.error ?? t('failedUnknown')}</p>
        <p>{t('failedHelp')}</p>
      </Notice>
    );
  }
  return (
    <div className="text-sm text-muted">
      <p>
        {t.rich(scoring.state === 'cancelled' ? 'cancelled' : 'succeeded', {
          ...counts,
          when: () => <DateTime value={scoring.endedAt ?? scoring.createdAt} />,
        })}
      </p>
      {scoring.unscorable > 0 ? <p>{t('unscorable', { n: scoring.unscorable })}</p> : null}
    </div>
  );
}
