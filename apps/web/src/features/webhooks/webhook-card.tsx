'use client';

import {
  deleteWebhook,
  redeliverWebhook,
  testWebhook,
  updateWebhook,
  type Webhook,
} from '@preferably/contracts';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { useToast } from '../../components/ui/toast.tsx';
import { api } from '../../lib/api.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import { DeliveryTable } from './delivery-table.tsx';
import { eventKey } from './event-key.ts';

/** One receiver: what it is told, what can be done with it, and what became of the newest messages. */
export function WebhookCard(props: { webhook: Webhook; onChanged: () => Promise<unknown> }) {
  const { webhook } = props;
  const { url } = webhook;
  const t = useTranslations('webhooks');
  const words = useWordsForProblem();
  const toast = useToast();
  const [deleting, setDeleting] = useState(false);
  const params = { projectId: webhook.projectId, webhookId: webhook.id };

  const act = useMutation({
    mutationFn: async ({ send, said }: { send: () => Promise<unknown>; said: string }) => {
      await send();
      await props.onChanged();
      toast(said);
    },
  });
  const test = () => act.mutate({ send: () => api(testWebhook, { params }), said: t('test.done') });
  const turn = (active: boolean) =>
    act.mutate({
      send: () => api(updateWebhook, { params, body: { active } }),
      said: t(active ? 'on.done' : 'off.done'),
    });
  const again = (deliveryId: string) =>
    act.mutate({
      send: () => api(redeliverWebhook, { params: { ...params, deliveryId } }),
      said: t('again.done'),
    });

  return (
    <Card
      title={<span className="font-mono text-sm">{webhook.url}</span>}
      description={
        <span className="mt-1 flex flex-wrap items-center gap-1">
          <Badge tone={webhook.active ? 'ok' : 'warn'}>{t(webhook.active ? 'active' : 'inactive')}</Badge>
          {webhook.events.map((event) => (
            <Badge key={event}>{t(`event.${eventKey(event)}`)}</Badge>
          ))}
        </span>
      }
      actions={
        <>
          {webhook.active ? (
            <Button size="sm" disabled={act.isPending} aria-label={t('test.of', { url })} onClick={test}>
              {t('test.action')}
            </Button>
          ) : null}
          <Button
            size="sm"
            disabled={act.isPending}
            aria-label={t(webhook.active ? 'off.of' : 'on.of', { url })}
            onClick={() => turn(!webhook.active)}
          >
            {t(webhook.active ? 'off.action' : 'on.action')}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('delete.of', { url })}
            onClick={() => setDeleting(true)}
          >
            {t('delete.action')}
          </Button>
        </>
      }
      flush
    >
      {act.error ? (
        <Notice tone="error" className="m-3">
          {words(act.error)}
        </Notice>
      ) : null}
      {webhook.deliveries.length === 0 ? (
        <p className="px-4 py-3 text-muted">{t('noDeliveries')}</p>
      ) : (
        <DeliveryTable
          webhook={webhook}
          pending={act.isPending}
          onAgain={webhook.active ? again : undefined}
        />
      )}
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={t('delete.title')}
        confirm={t('delete.confirm')}
        danger
        onConfirm={async () => {
          await api(deleteWebhook, { params });
          toast(t('delete.done'));
          await props.onChanged();
        }}
      >
        <p className="font-mono text-sm">{webhook.url}</p>
        <p>{t('delete.body')}</p>
      </ConfirmDialog>
    </Card>
  );
}
