import { deliveryStates, snapshotStates, webhookEvents } from '@preferably/domain';
import { z } from 'zod';
import { Id, Instant, once } from './common.ts';
import { endpoint } from './endpoint.ts';
import { SnapshotCounts, SnapshotFile } from './snapshot.ts';

/** Where messages are sent to. What is secret of an address belongs into the signature, which every message has. */
export const WebhookUrl = z
  .url({
    protocol: /^https?$/u,
    normalize: true,
    error: 'use an address that begins with https:// or http://',
  })
  .max(2000)
  .regex(
    /^https?:\/\/[^/?#@]+(?:[/?#]|$)/u,
    'leave out the user and the password: messages are signed, so the receiver knows who sent them',
  );

export const WebhookEvent = z.enum(webhookEvents);

export const WebhookDelivery = z
  .object({
    id: Id.describe('Stays the same however often it is sent: the header webhook-id.'),
    event: z.enum([...webhookEvents, 'webhook.test']).describe('What it tells.'),
    snapshotId: Id.nullable().describe('The snapshot that it is about; null for a test.'),
    state: z.enum(deliveryStates).describe('`waiting` until it was taken or given up.'),
    attempts: z.int().describe('How often it was tried since it was written or sent again.'),
    sending: z.boolean().describe('The receiver is being asked now and has not answered yet.'),
    nextAttemptAt: Instant.nullable().describe('Null unless it waits for its next try.'),
    lastStatus: z.int().nullable().describe('What the receiver answered last; null when it did not answer.'),
    lastError: z.string().nullable().describe('Why the last try did not arrive.'),
    createdAt: Instant,
    endedAt: Instant.nullable().describe('When it was taken or given up.'),
  })
  .meta({ id: 'WebhookDelivery' });

export const Webhook = z
  .object({
    id: Id,
    projectId: Id,
    url: z.string().describe('Where messages are sent to.'),
    events: z.array(WebhookEvent).describe('What it is told of.'),
    active: z.boolean().describe('Off: nothing is sent. A receiver that answers 410 switches it off.'),
    createdAt: Instant,
    deliveries: z.array(WebhookDelivery).describe('The newest ten.'),
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof Webhook>;

const ofProject = z.object({ projectId: Id });
const ofWebhook = z.object({ projectId: Id, webhookId: Id });

export const createWebhook = endpoint({
  name: 'createWebhook',
  summary: 'Be told when snapshots of a project are ready or failed; the secret is shown in this answer only',
  method: 'POST',
  path: '/v1/projects/:projectId/webhooks',
  params: ofProject,
  body: z.strictObject({
    url: WebhookUrl.describe(
      'Where messages are sent to, by POST. Whatever is secret of it is seen by all engineers of the project.',
    ),
    events: once(z.array(WebhookEvent).min(1), 'name each event once')
      .default([...webhookEvents])
      .describe('What to be told of.'),
  }),
  reply: z.object({
    webhook: Webhook,
    secret: z
      .string()
      .describe('What its messages are signed with (Standard Webhooks). It is not shown again.'),
  }),
  status: 201,
});

export const listWebhooks = endpoint({
  name: 'listWebhooks',
  summary: 'The webhooks of a project with the newest messages of each',
  method: 'GET',
  path: '/v1/projects/:projectId/webhooks',
  params: ofProject,
  reply: z.object({ webhooks: z.array(Webhook) }),
  status: 200,
});

export const updateWebhook = endpoint({
  name: 'updateWebhook',
  summary: 'Switch a webhook off, which gives up what it was still to be told, or on again',
  method: 'PATCH',
  path: '/v1/projects/:projectId/webhooks/:webhookId',
  params: ofWebhook,
  body: z.strictObject({ active: z.boolean().describe('Off gives up what was still to be told.') }),
  reply: Webhook,
  status: 200,
});

export const deleteWebhook = endpoint({
  name: 'deleteWebhook',
  summary: 'Delete a webhook and what is known of its messages',
  method: 'DELETE',
  path: '/v1/projects/:projectId/webhooks/:webhookId',
  params: ofWebhook,
  reply: z.object({ ok: z.literal(true) }),
  status: 200,
});

export const testWebhook = endpoint({
  name: 'testWebhook',
  summary: 'Send a message that means nothing, to see whether it arrives',
  method: 'POST',
  path: '/v1/projects/:projectId/webhooks/:webhookId/tests',
  params: ofWebhook,
  reply: WebhookDelivery,
  status: 202,
  refuses: ['conflict'],
});

export const redeliverWebhook = endpoint({
  name: 'redeliverWebhook',
  summary: 'Send a message again that was delivered or given up',
  method: 'POST',
  path: '/v1/projects/:projectId/webhooks/:webhookId/deliveries/:deliveryId/redelivery',
  params: ofWebhook.extend({ deliveryId: Id }),
  reply: WebhookDelivery,
  status: 202,
  refuses: ['conflict'],
});

/** What a receiver is sent: names and numbers, no text of a prompt, a response or an annotator. */
export const WebhookMessage = z.discriminatedUnion('type', [
  z.object({
    type: WebhookEvent,
    timestamp: Instant,
    data: z.object({
      snapshotId: Id,
      projectId: Id,
      name: z.string(),
      state: z.enum(snapshotStates),
      counts: SnapshotCounts,
      files: z.array(SnapshotFile),
    }),
  }),
  z.object({
    type: z.literal('webhook.test'),
    timestamp: Instant,
    data: z.object({ projectId: Id, webhookId: Id }),
  }),
]);
export type WebhookMessage = z.infer<typeof WebhookMessage>;
