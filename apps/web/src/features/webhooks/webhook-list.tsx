'use client';

import type { Webhook } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { useWebhooks } from './use-webhooks.ts';
import { WebhookCard } from './webhook-card.tsx';

export function WebhookList({ projectId, initial }: { projectId: string; initial: readonly Webhook[] }) {
  const t = useTranslations('webhooks');
  const { data, error, refetch } = useWebhooks(projectId, initial);
  if (data.length === 0) return <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>;
  return (
    <div className="flex flex-col gap-4">
      {error ? <Notice tone="warn">{t('refreshFailed')}</Notice> : null}
      {data.map((webhook) => (
        <WebhookCard key={webhook.id} webhook={webhook} onChanged={() => refetch()} />
      ))}
    </div>
  );
}
