'use client';

import type { ModelFile, ModelWithLineage, RewardModel, Scoring } from '@preferably/contracts';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { IntervalBar, ScaleHead } from '../../components/interval-bar.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { formatShare } from '../../lib/format.ts';
import { scaleAround } from '../../lib/interval-scale.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import { AccuracyText } from './accuracy-text.tsx';
import { compareAddress } from './compare-query.ts';
import { FilesCard } from './files-card.tsx';
import { LineageCard } from './lineage-card.tsx';
import { LoadCard } from './load-card.tsx';
import { ModelActions } from './model-actions.tsx';
import { ModelStateBadge } from './model-state-badge.tsx';
import { AgreementCard } from './scores/agreement-card.tsx';
import { ScoresCard } from './scores/scores-card.tsx';
import { useModelActions } from './use-model-actions.ts';

export function ModelView(props: {
  model: ModelWithLineage;
  files: readonly ModelFile[];
  /** The other models of the project, newest first. */
  others: readonly RewardModel[];
  project: { slug: string };
  /** Of the project, newest first. */
  scorings: readonly Scoring[];
  engineer: boolean;
}) {
  const { model, files, others, engineer } = props;
  const t = useTranslations('models');
  const locale = useLocale();
  const words = useWordsForProblem();
  const scale = scaleAround([model.ownTest?.ci95]);
  const actions = useModelActions(model);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const inUse = others.find(({ state }) => state === 'promoted') ?? null;
  const rival = inUse ?? others.find(({ state }) => state !== 'archived') ?? others[0];

  async function act(work: () => Promise<void>) {
    setPending(true);
    setFailure(null);
    try {
      await work();
    } catch (cause) {
      setFailure(cause);
    } finally {
      setPending(false);
    }
  }

  return (
    <>
      <PageHeader
        title={model.name}
        breadcrumbs={[{ href: `/projects/${model.projectId}/models`, label: t('title') }]}
        badges={<ModelStateBadge state={model.state} />}
        description={t.rich('page.description', {
          when: () => <DateTime value={model.createdAt} />,
          run: (name) => (
            <Link
              href={`/projects/${model.projectId}/runs/${model.id}`}
              className="text-accent underline underline-offset-2"
            >
              {name}
            </Link>
          ),
        })}
        actions={
          <>
            {rival ? (
              <Button asChild>
                <Link href={compareAddress(model.projectId, rival.id, model.id)}>{t('compare.open')}</Link>
              </Button>
            ) : null}
            {engineer ? (
              <ModelActions model={model} inUse={inUse} actions={actions} pending={pending} act={act} />
            ) : null}
          </>
        }
      />
      <div className="flex flex-col gap-4">
        {failure ? <Notice tone="error">{words(failure)}</Notice> : null}
        {actions.deed ? (
          <Notice
            tone="ok"
            action={
              <Button
                size="sm"
                pending={pending}
                onClick={() => void act(actions.deed?.undo ?? actions.demote)}
              >
                {t('action.undo')}
              </Button>
            }
          >
            {t(`action.${actions.deed.done}`)}
          </Notice>
        ) : null}
        <Card title={t('page.ownTest')} description={t('page.ownTestHint')}>
          <div className="grid items-center gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
            <div className="text-lg tabular-nums">
              <AccuracyText ownTest={model.ownTest} />
            </div>
            <div>
              <IntervalBar
                value={model.ownTest?.accuracy ?? null}
                interval={model.ownTest?.ci95 ?? null}
                scale={scale}
              />
              <ScaleHead
                scale={scale}
                format={(share) => formatShare(locale, share, 0)}
                className="text-muted"
              />
            </div>
          </div>
        </Card>
        <ScoresCard model={model} scorings={props.scorings} engineer={engineer} />
        <AgreementCard modelId={model.id} />
        <LineageCard model={model} />
        {engineer ? <LoadCard model={model} slug={props.project.slug} /> : null}
        <FilesCard modelId={model.id} files={files} mayDownload={engineer} />
      </div>
    </>
  );
}
