'use client';

import type { RewardModel } from '@preferably/contracts';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { IntervalBar, ScaleHead } from '../../components/interval-bar.tsx';
import { Button } from '../../components/ui/button.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { formatShare } from '../../lib/format.ts';
import { type Scale, scaleAround } from '../../lib/interval-scale.ts';
import { AccuracyText } from './accuracy-text.tsx';
import { ModelStateBadge } from './model-state-badge.tsx';

/** The models of a project, newest first. Archived ones stand at the end: they are not forgotten, but out of the way. */
export function ModelList(props: { projectId: string; models: readonly RewardModel[]; mayStart: boolean }) {
  const t = useTranslations('models');
  const locale = useLocale();
  if (props.models.length === 0) return <NoModels {...props} />;
  const scale = scaleAround(props.models.map(({ ownTest }) => ownTest?.ci95));
  const isArchived = ({ state }: RewardModel) => state === 'archived';
  const ordered = [...props.models.filter((m) => !isArchived(m)), ...props.models.filter(isArchived)];
  return (
    <div className="flex flex-col gap-2">
      <div className="rounded-lg border border-line bg-surface">
        <Table caption={t('list.caption')}>
          <thead>
            <tr>
              <Th>{t('list.name')}</Th>
              <Th>{t('list.state')}</Th>
              <Th numeric>{t('list.accuracy')}</Th>
              <Th className="w-1/5 max-sm:hidden">
                <span className="sr-only">{t('list.bar')}</span>
                <ScaleHead scale={scale} format={(share) => formatShare(locale, share, 0)} />
              </Th>
              <Th>{t('list.base')}</Th>
              <Th>{t('list.snapshot')}</Th>
              <Th>{t('list.created')}</Th>
            </tr>
          </thead>
          <tbody>
            {ordered.map((model) => (
              <ModelRow key={model.id} model={model} scale={scale} />
            ))}
          </tbody>
        </Table>
      </div>
      <p className="text-xs text-muted">{t('list.help')}</p>
    </div>
  );
}

const link = 'text-accent underline-offset-2 hover:underline';

function ModelRow({ model, scale }: { model: RewardModel; scale: Scale }) {
  const at = `/projects/${model.projectId}`;
  return (
    <tr className="last:[&>td]:border-b-0 hover:bg-hover">
      <Td className="min-w-24 sm:min-w-36">
        <Link href={`${at}/models/${model.id}`} className={`font-medium ${link}`}>
          {model.name}
        </Link>
      </Td>
      <Td>
        <ModelStateBadge state={model.state} />
      </Td>
      <Td numeric>
        <AccuracyText ownTest={model.ownTest} />
      </Td>
      <Td className="align-middle max-sm:hidden">
        <IntervalBar
          value={model.ownTest?.accuracy ?? null}
          interval={model.ownTest?.ci95 ?? null}
          scale={scale}
        />
      </Td>
      <Td className="max-w-48 truncate font-mono text-sm" title={model.baseModel}>
        {model.baseModel}
      </Td>
      <Td className="min-w-32">
        <Link href={`${at}/snapshots/${model.snapshot.id}`} className={link}>
          {model.snapshot.name}
        </Link>
      </Td>
      <Td className="whitespace-nowrap">
        <DateTime value={model.createdAt} />
      </Td>
    </tr>
  );
}

function NoModels({ projectId, mayStart }: { projectId: string; mayStart: boolean }) {
  const t = useTranslations('models.empty');
  if (!mayStart) return <EmptyState title={t('title')}>{t('reviewer')}</EmptyState>;
  return (
    <EmptyState
      title={t('title')}
      action={
        <Button asChild variant="primary">
          <Link href={`/projects/${projectId}/runs`}>{t('toRuns')}</Link>
        </Button>
      }
    >
      {t('engineer')}
    </EmptyState>
  );
}
