import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '../../../components/ui/button.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import type { QueueState } from './use-queue.ts';

/** Why the list is empty, and what to do about it where something can be done. */
export function NoDisagreement(props: {
  projectId: string;
  modelId: string;
  state: QueueState;
  scored: boolean;
}) {
  const t = useTranslations('disagreements.empty');
  const why = props.state === 'resolved' ? 'resolved' : props.scored ? 'open' : 'unscored';
  return (
    <EmptyState
      title={t(`${why}.title`)}
      action={
        why === 'unscored' ? (
          <Button asChild variant="primary">
            <Link href={`/projects/${props.projectId}/models/${props.modelId}`}>{t('toModel')}</Link>
          </Button>
        ) : undefined
      }
    >
      {t(`${why}.body`)}
    </EmptyState>
  );
}
