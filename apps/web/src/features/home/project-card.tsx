import type { Progress, Project } from '@preferably/contracts';
import { CircleCheck, PencilLine } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DimensionBadge } from '../../components/dimension-badge.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { ProgressBar } from '../../components/ui/progress-bar.tsx';

/** One project: how far it is, and the way to its next comparison. */
export function ProjectCard({ project, progress }: { project: Project; progress: Progress | null }) {
  const t = useTranslations();
  const manages = project.role !== 'annotator';
  const done = progress ? progress.votesWanted - progress.votesLeft : 0;
  const nothingLeft = progress !== null && progress.votesLeft === 0;
  return (
    <article className="flex w-full flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex items-start justify-between gap-2">
        <h2 className="text-lg font-semibold">{project.name}</h2>
        <DimensionBadge dimension={project.dimension} />
      </div>
      {progress ? (
        <div className="flex grow flex-col justify-end gap-1.5 text-sm text-muted">
          <p className="tabular-nums">{t('home.mine', { mine: progress.mine, today: progress.today })}</p>
          {progress.votesWanted > 0 ? (
            <>
              <ProgressBar value={done} max={progress.votesWanted} label={t('home.progress')} />
              <p className="tabular-nums">{t('home.votes', { done, wanted: progress.votesWanted })}</p>
            </>
          ) : (
            <p>{t('home.noOpenBatch')}</p>
          )}
        </div>
      ) : (
        <div className="grow" />
      )}
      <div className="flex flex-wrap items-center gap-2">
        {nothingLeft ? (
          <Badge tone={progress.votesWanted > 0 ? 'ok' : 'neutral'}>
            <CircleCheck aria-hidden />
            {t('home.nothingLeft')}
          </Badge>
        ) : (
          <Button asChild variant="primary">
            <Link href={`/label/${project.id}`}>
              <PencilLine aria-hidden />
              {t('home.label')}
              <span className="sr-only">: {project.name}</span>
            </Link>
          </Button>
        )}
        {manages ? (
          <Button asChild>
            <Link href={`/projects/${project.id}`}>
              {t('home.open')}
              <span className="sr-only">: {project.name}</span>
            </Link>
          </Button>
        ) : null}
      </div>
    </article>
  );
}
