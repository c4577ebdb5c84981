import {
  type ApiError,
  createWebhook,
  deleteWebhook,
  listWebhooks,
  redeliverWebhook,
  testWebhook,
  updateWebhook,
  WebhookMessage,
} from '@preferably/contracts';
import { openDatabase } from '@preferably/db';
import { Webhook } from 'standardwebhooks';
import { startReceiver } from '../../testing/receiver.ts';
import {
  freePort,
  keyOf,
  makeProject,
  person,
  type Service,
  startService,
  withKey,
} from '../../testing/service.ts';
import { freezeAndWait, judgedRows } from '../../testing/snapshots.ts';

let service: Service;
let projectId: string;
let engineer: ReturnType<typeof withKey>;
beforeAll(async () => {
  service = await startService();
  const { project } = await makeProject(service, 'helpfulness', judgedRows(12), { judged: true });
  projectId = project.id;
  const key = await keyOf(service, await person(service, 'engineer', [projectId]), ['manage']);
  engineer = withKey(service.url, key);
});
afterAll(() => service?.stop());
afterEach(async () => {
  for (const { id } of (await engineer(listWebhooks, { params: { projectId } })).webhooks)
    await engineer(deleteWebhook, { params: { projectId, webhookId: id } });
});

const subscribe = (url: string) => engineer(createWebhook, { params: { projectId }, body: { url } });
const find = async (webhookId: string) => {
  const { webhooks } = await engineer(listWebhooks, { params: { projectId } });
  return webhooks.find((webhook) => webhook.id === webhookId);
};
/** The newest message of a webhook once it is no longer on its way. */
async function settled(webhookId: string, attempts = 1) {
  for (let tries = 0; tries < 600; tries++) {
    const [newest] = (await find(webhookId))?.deliveries ?? [];
    const answered = newest && (newest.lastStatus !== null || newest.lastError !== null);
    if (newest && answered && newest.attempts >= attempts) return newest;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the message is still on its way');
}
const statusOf = (call: Promise<unknown>) =>
  call.then(
    () => 200,
    (error: ApiError) => error.status,
  );

test('a receiver is told of a snapshot that is ready, signed, with its files and without a text', async () => {
  await using receiver = await startReceiver();
  const { webhook, secret } = await subscribe(receiver.url);
  const snapshot = await freezeAndWait(service, projectId, { name: 'told of' });
  const { headers, body } = await receiver.message(1);
  const message = WebhookMessage.parse(new Webhook(secret).verify(body, headers as Record<string, string>));
  expect(message).toMatchObject({
    type: 'snapshot.ready',
    data: { snapshotId: snapshot.id, projectId, name: 'told of', state: 'ready', files: snapshot.files },
  });
  expect(body).not.toMatch(/Question number|The first answer/u);
  expect(headers['content-type']).toBe('application/json');
  const delivery = await settled(webhook.id);
  expect(delivery).toMatchObject({ state: 'delivered', attempts: 1, lastStatus: 204, lastError: null });
  expect(headers['webhook-id']).toBe(delivery.id);
});

test('a message with another body or secret is not ours', async () => {
  await using receiver = await startReceiver();
  const { webhook, secret } = await subscribe(receiver.url);
  await engineer(testWebhook, { params: { projectId, webhookId: webhook.id } });
  const { headers, body } = await receiver.message(1);
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'webhook.test' });
  expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
  const another = await subscribe(receiver.url);
  expect(() => new Webhook(another.secret).verify(body, headers)).toThrow();
});

test('a message that is not taken is tried again, with the same id and the same words', async () => {
  await using receiver = await startReceiver(503);
  const { webhook } = await subscribe(receiver.url);
  await engineer(testWebhook, { params: { projectId, webhookId: webhook.id } });
  const waiting = await settled(webhook.id);
  expect(waiting).toMatchObject({
    state: 'waiting',
    lastStatus: 503,
    lastError: 'the receiver answered 503',
  });
  const delay = Date.parse(waiting.nextAttemptAt ?? '') - Date.now();
  expect(delay).toBeGreaterThan(5_000);
  expect(delay).toBeLessThan(20_000);
  const db = openDatabase(service.databaseUrl);
  await db.pool.query('update webhook_delivery set next_attempt_at = now() where id = $1', [waiting.id]);
  await db.close();
  const [first, second] = [await receiver.message(1), await receiver.message(2)];
  expect(second.body).toBe(first.body);
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
  expect(await settled(webhook.id, 2)).toMatchObject({ state: 'delivered', attempts: 2 });
});

test('a redirect is not followed and is named', async () => {
  await using receiver = await startReceiver(307);
  const { webhook } = await subscribe(receiver.url);
  await engineer(testWebhook, { params: { projectId, webhookId: webhook.id } });
  expect((await settled(webhook.id)).lastError).toMatch(/307 \(a redirect\); name the address it leads to/u);
  expect(receiver.received).toHaveLength(1);
});

test('nobody listening is told as such, without the address', async () => {
  const { webhook } = await subscribe(`http://127.0.0.1:${await freePort()}/secret-path`);
  await engineer(testWebhook, { params: { projectId, webhookId: webhook.id } });
  const { lastStatus, lastError } = await settled(webhook.id);
  expect({ lastStatus, lastError }).toEqual({ lastStatus: null, lastError: 'no connection (ECONNREFUSED)' });
});

test('a receiver that is gone switches its webhook off; switched on, the message can be sent again', async () => {
  await using receiver = await startReceiver(410);
  const { webhook } = await subscribe(receiver.url);
  const params = { projectId, webhookId: webhook.id };
  const { id: deliveryId } = await engineer(testWebhook, { params });
  expect(await settled(webhook.id)).toMatchObject({ state: 'failed', lastStatus: 410 });
  for (let tries = 0; (await find(webhook.id))?.active && tries < 100; tries++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await find(webhook.id))?.active).toBe(false);
  const again = () => engineer(redeliverWebhook, { params: { ...params, deliveryId } });
  expect(await statusOf(engineer(testWebhook, { params }))).toBe(409);
  expect(await statusOf(again())).toBe(409);
  expect(await engineer(updateWebhook, { params, body: { active: true } })).toMatchObject({ active: true });
  expect(await again()).toMatchObject({ id: deliveryId, state: 'waiting', attempts: 0 });
  await receiver.message(2);
});

test.each([
  ['a password in it', 'https://user:secret@example.org/hook'],
  ['another protocol', 'file:///etc/passwd'],
  ['no protocol', 'example.org/hook'],
])('an address with %s is refused', async (_, url) => {
  expect(await statusOf(subscribe(url))).toBe(400);
});

test('webhooks are seen and changed by engineers of the project alone, and the secret is shown once', async () => {
  const { webhook, secret } = await subscribe('https://example.org/hook');
  const stranger = withKey(service.url, await keyOf(service, await person(service, 'engineer'), ['manage']));
  const reviewer = withKey(
    service.url,
    await keyOf(service, await person(service, 'reviewer', [projectId]), ['read']),
  );
  const params = { projectId, webhookId: webhook.id };
  expect(await statusOf(stranger(listWebhooks, { params: { projectId } }))).toBe(404);
  expect(await statusOf(stranger(deleteWebhook, { params }))).toBe(404);
  expect(await statusOf(reviewer(listWebhooks, { params: { projectId } }))).toBe(403);
  expect(JSON.stringify(await find(webhook.id))).not.toContain(secret);
  const db = openDatabase(service.databaseUrl);
  const { rows } = await db.pool.query(
    `select (select jsonb_agg(w) from webhook w)::text || (select jsonb_agg(e) from audit_event e)::text as kept`,
  );
  await db.close();
  expect(rows[0].kept).not.toContain(secret.slice('whsec_'.length));
  expect(rows[0].kept).toContain('webhook.create');
  expect(await statusOf(engineer(deleteWebhook, { params }))).toBe(200);
  expect(await statusOf(engineer(deleteWebhook, { params }))).toBe(404);
});
