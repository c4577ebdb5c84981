import type { webhooks } from '@preferably/db';

export const shapeDelivery = (delivery: webhooks.DeliveryRow) => ({
  ...delivery,
  nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
  createdAt: delivery.createdAt.toISOString(),
  endedAt: delivery.endedAt?.toISOString() ?? null,
});

export const shapeWebhook = (webhook: webhooks.WebhookRow, deliveries: webhooks.DeliveryRow[]) => ({
  ...webhook,
  createdAt: webhook.createdAt.toISOString(),
  deliveries: deliveries.map(shapeDelivery),
});
