import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  redeliverWebhook,
  testWebhook,
  updateWebhook,
} from '@preferably/contracts';
import { audit, webhooks } from '@preferably/db';
import { DomainError } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { engineers } from '../../policies.ts';
import { shapeDelivery, shapeWebhook } from './shape-webhook.ts';
import { webhookSecret } from './webhook-secret.ts';

export function webhookRoutes({ route, db, config }: Context) {
  const list = async (projectId: string, webhookId: string | null = null) => {
    const found = await webhooks.listWebhooks(db, projectId, webhookId);
    const deliveries = await webhooks.newestDeliveries(
      db,
      found.map((webhook) => webhook.id),
    );
    return found.map((webhook) => shapeWebhook(webhook, deliveries.get(webhook.id) ?? []));
  };
  const find = async (projectId: string, webhookId: string) => {
    const [webhook] = await list(projectId, webhookId);
    if (!webhook) throw new DomainError('not_found', 'this project has no such webhook');
    return webhook;
  };
  /** What an audit says of an address: the rest of it may be known to its receiver alone. */
  const hostOf = (url: string) => ({ host: new URL(url).host });

  route(createWebhook, engineers, async ({ params, body, caller }) => {
    const { userId } = caller;
    const webhook = await webhooks.createWebhook(db, { ...params, ...body, createdBy: userId });
    const detail = { ...hostOf(webhook.url), events: webhook.events };
    await audit(db, { actor: userId, action: 'webhook.create', object: webhook.id, detail });
    return { webhook: shapeWebhook(webhook, []), secret: webhookSecret(config.authSecret, webhook.id) };
  });

  route(listWebhooks, engineers, async ({ params }) => ({ webhooks: await list(params.projectId) }));

  route(updateWebhook, engineers, async ({ params, body, caller }) => {
    const { projectId, webhookId } = params;
    if (await webhooks.setActive(db, projectId, webhookId, body.active)) {
      await audit(db, { actor: caller.userId, action: 'webhook.update', object: webhookId, detail: body });
    }
    return find(projectId, webhookId);
  });

  route(deleteWebhook, engineers, async ({ params, caller }) => {
    const { projectId, webhookId } = params;
    const webhook = await find(projectId, webhookId);
    await webhooks.deleteWebhook(db, projectId, webhookId);
    const detail = hostOf(webhook.url);
    await audit(db, { actor: caller.userId, action: 'webhook.delete', object: webhookId, detail });
    return { ok: true as const };
  });

  route(testWebhook, engineers, async ({ params }) => {
    const { projectId, webhookId } = params;
    const delivery = await webhooks.addTest(db, projectId, webhookId);
    if (delivery) return shapeDelivery(delivery);
    await find(projectId, webhookId);
    throw new DomainError('conflict', 'this webhook is switched off; switch it on first');
  });

  route(redeliverWebhook, engineers, async ({ params }) => {
    const delivery = await webhooks.sendAgain(db, params);
    if (delivery) return shapeDelivery(delivery);
    const webhook = await find(params.projectId, params.webhookId);
    if (!webhook.active)
      throw new DomainError('conflict', 'this webhook is switched off; switch it on first');
    if (await webhooks.isWaiting(db, params.webhookId, params.deliveryId)) {
      throw new DomainError('conflict', 'this message is still being tried; it is sent by itself');
    }
    throw new DomainError('not_found', 'this webhook has no such message');
  });
}
