import type { getNewestCurve } from '@preferably/contracts';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Button } from '../../../components/ui/button.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { DateTime } from '../../../components/ui/date-time.tsx';
import { LearningCurveCard } from './learning-curve-card.tsx';

export type NewestCurve = z.infer<typeof getNewestCurve.reply>['newest'];

/** The newest curve of a project; an engineer of one without hears how to get it, others have no use for a gap. */
export function NewestCurveCard(props: { projectId: string; newest: NewestCurve; engineer: boolean }) {
  const t = useTranslations('learningCurve');
  const { projectId, newest } = props;
  if (newest) {
    const source = (
      <>
        {t('from')}{' '}
        <Link
          href={`/projects/${projectId}/runs/${newest.runId}`}
          className="text-accent underline underline-offset-2"
        >
          {newest.runName}
        </Link>
        , <DateTime value={newest.endedAt} />
      </>
    );
    return <LearningCurveCard curve={newest.curve} source={source} />;
  }
  if (!props.engineer) return null;
  return (
    <Card title={t('title', { next: 1000 })}>
      <p className="mb-3 max-w-prose text-muted">{t('empty')}</p>
      <Button asChild>
        <Link href={`/projects/${projectId}/runs/new?curve=1`}>{t('start')}</Link>
      </Button>
    </Card>
  );
}
