import { WEBHOOK_ATTEMPTS, type WebhookEvent } from '@preferably/domain';
import { newId } from '../database.ts';
import { createWebhook, newestDeliveries, sendAgain, setActive } from '../stores/webhooks.ts';
import { freezeAll, makeReady, newJudgedProject, useDatabase } from '../testing/fixtures.ts';
import { claimSnapshot, giveBackSnapshot, MAX_ATTEMPTS } from './snapshot-queue.ts';
import { claimDeliveries, noteDelivered, noteFailure } from './webhook-queue.ts';

const at = useDatabase();

async function newWebhook(events: WebhookEvent[] = ['snapshot.ready', 'snapshot.failed']) {
  const { projectId } = await newJudgedProject(at.db);
  const webhook = await createWebhook(at.db, {
    projectId,
    url: 'https://example.org/hook',
    events,
    createdBy: null,
  });
  return { projectId, webhookId: webhook.id };
}

const readySnapshot = async (projectId: string) => {
  const { id } = await freezeAll(at.db, projectId);
  await makeReady(at.db, id);
  return id;
};

/** Lets the lease of every message run out. */
const runOut = () =>
  at.db.pool.query(
    `update webhook_delivery set next_attempt_at = now() - interval '1 second' where state = 'waiting'`,
  );

// The queue is one for all projects: nothing that a test leaves may be claimed by the next one.
afterEach(async () => {
  await at.db.pool.query('delete from webhook');
  await at.db.pool.query(`update snapshot set state = 'failed' where state = 'building'`);
});

const listed = async (webhookId: string) => (await newestDeliveries(at.db, [webhookId])).get(webhookId) ?? [];

test('a snapshot that becomes ready leaves one message for every webhook of its project that asks for it', async () => {
  const { projectId, webhookId } = await newWebhook();
  const elsewhere = await newWebhook();
  const unasked = await createWebhook(at.db, {
    projectId,
    url: 'https://example.org/failures',
    events: ['snapshot.failed'],
    createdBy: null,
  });
  const off = await createWebhook(at.db, {
    projectId,
    url: 'https://example.org/off',
    events: ['snapshot.ready'],
    createdBy: null,
  });
  await setActive(at.db, projectId, off.id, false);
  const snapshotId = await readySnapshot(projectId);
  expect(await listed(webhookId)).toMatchObject([{ event: 'snapshot.ready', snapshotId, state: 'waiting' }]);
  for (const id of [elsewhere.webhookId, unasked.id, off.id]) expect(await listed(id)).toEqual([]);
});

test('a snapshot that is given up leaves a message, whichever statement gives it up', async () => {
  const { projectId, webhookId } = await newWebhook();
  const afterFailures = await freezeAll(at.db, projectId);
  for (let n = 0; n < MAX_ATTEMPTS; n++) {
    expect(await claimSnapshot(at.db, 'unlucky', 60)).toBe(afterFailures.id);
    await giveBackSnapshot(at.db, afterFailures.id, 'unlucky', 'the disk was full');
  }
  const afterDeaths = await freezeAll(at.db, projectId);
  await at.db.pool.query(
    `update snapshot set attempts = $2, writer = 'dead', lease_expires_at = now() - interval '1 second' where id = $1`,
    [afterDeaths.id, MAX_ATTEMPTS],
  );
  await claimSnapshot(at.db, 'next', 60);
  expect((await listed(webhookId)).map((d) => [d.event, d.snapshotId]).toSorted()).toEqual(
    [afterFailures.id, afterDeaths.id].map((id) => ['snapshot.failed', id]).toSorted(),
  );
});

test('senders at the same time never hold one message together, and a dead one’s passes on', async () => {
  const { projectId, webhookId } = await newWebhook();
  for (let n = 0; n < 5; n++) await readySnapshot(projectId);
  const claimed = (await Promise.all(Array.from({ length: 8 }, () => claimDeliveries(at.db, 2, 60)))).flat();
  expect(new Set(claimed.map((c) => c.id)).size).toBe(5);
  expect(claimed).toHaveLength(5);
  expect(await claimDeliveries(at.db, 10, 60)).toEqual([]);
  await runOut();
  const again = await claimDeliveries(at.db, 10, 60);
  expect(again.map((c) => c.attempts)).toEqual([2, 2, 2, 2, 2]);
  const [late] = claimed;
  if (!late) throw new Error('nothing was claimed');
  expect(await noteDelivered(at.db, late, 200)).toBe(false);
  expect(await noteFailure(at.db, late, { status: 500, error: 'late', delaySeconds: null })).toBe(false);
  expect((await listed(webhookId)).every((d) => d.state === 'waiting')).toBe(true);
});

test('a sender that wakes up late decides nothing about the same attempt of a message that was sent again since', async () => {
  const { projectId, webhookId } = await newWebhook();
  await readySnapshot(projectId);
  const claim = async () => {
    const [claimed] = await claimDeliveries(at.db, 1, 60);
    if (!claimed) throw new Error('nothing was claimed');
    return claimed;
  };
  const late = await claim();
  await runOut();
  await noteDelivered(at.db, await claim(), 200);
  await sendAgain(at.db, { projectId, webhookId, deliveryId: late.id });
  const again = await claim();
  expect(again).toMatchObject({ id: late.id, attempts: late.attempts });
  const why = { status: null, error: 'no answer within 10 seconds', delaySeconds: 15 };
  expect(await noteFailure(at.db, late, why)).toBe(false);
  expect(await noteDelivered(at.db, late, 200)).toBe(false);
  expect(await noteDelivered(at.db, again, 204)).toBe(true);
  expect(await listed(webhookId)).toMatchObject([{ state: 'delivered', lastStatus: 204 }]);
});

test('a message that is being sent is told from one that waits for its next try', async () => {
  const { projectId, webhookId } = await newWebhook();
  await readySnapshot(projectId);
  const told = async () =>
    (await listed(webhookId)).map(({ state, sending, nextAttemptAt }) => [state, sending, nextAttemptAt]);
  expect(await told()).toEqual([['waiting', false, expect.any(Date)]]);
  const [first] = await claimDeliveries(at.db, 1, 60);
  if (!first) throw new Error('nothing was claimed');
  expect(await told()).toEqual([['waiting', true, null]]);
  await noteFailure(at.db, first, { status: 503, error: 'busy', delaySeconds: 60 });
  expect(await told()).toEqual([['waiting', false, expect.any(Date)]]);
  await runOut();
  const [second] = await claimDeliveries(at.db, 1, 60);
  if (!second) throw new Error('nothing was claimed');
  expect(await told()).toEqual([['waiting', true, null]]);
  await setActive(at.db, projectId, webhookId, false);
  expect(await told()).toEqual([['failed', false, null]]);
  expect(await noteDelivered(at.db, second, 200)).toBe(false);
});

test('a message is tried again after its delay, and given up when there is none', async () => {
  const { projectId, webhookId } = await newWebhook();
  await readySnapshot(projectId);
  const [first] = await claimDeliveries(at.db, 1, 60);
  if (!first) throw new Error('nothing was claimed');
  expect(await noteFailure(at.db, first, { status: 503, error: 'busy', delaySeconds: 3600 })).toBe(true);
  expect(await claimDeliveries(at.db, 1, 60)).toEqual([]);
  expect(await listed(webhookId)).toMatchObject([
    { state: 'waiting', attempts: 1, lastStatus: 503, lastError: 'busy' },
  ]);
  await runOut();
  const [second] = await claimDeliveries(at.db, 1, 60);
  if (!second) throw new Error('nothing was claimed');
  await noteFailure(at.db, second, { status: null, error: 'no connection', delaySeconds: null });
  expect(await listed(webhookId)).toMatchObject([
    { state: 'failed', attempts: 2, lastStatus: null, endedAt: expect.any(Date), nextAttemptAt: null },
  ]);
});

test('a message whose senders all died is given up rather than left waiting for ever, and can be sent again', async () => {
  const { projectId, webhookId } = await newWebhook();
  await readySnapshot(projectId);
  for (let n = 0; n < WEBHOOK_ATTEMPTS; n++) {
    expect(await claimDeliveries(at.db, 1, 60)).toHaveLength(1);
    await runOut();
  }
  expect(await claimDeliveries(at.db, 1, 60)).toEqual([]);
  const [given] = await listed(webhookId);
  expect(given).toMatchObject({ state: 'failed', lastError: 'the service ended while it was being sent' });
  const deliveryId = given?.id as string;
  expect(await sendAgain(at.db, { projectId: newId(), webhookId, deliveryId })).toBeNull();
  expect(await sendAgain(at.db, { projectId, webhookId, deliveryId })).toMatchObject({ attempts: 0 });
  expect(await claimDeliveries(at.db, 1, 60)).toMatchObject([{ id: deliveryId, attempts: 1 }]);
});

test('switching a webhook off gives up what it was still to be told', async () => {
  const { projectId, webhookId } = await newWebhook();
  await readySnapshot(projectId);
  expect(await setActive(at.db, projectId, webhookId, false)).toBe(true);
  expect(await setActive(at.db, newId(), webhookId, true)).toBe(false);
  expect(await listed(webhookId)).toMatchObject([
    { state: 'failed', lastError: 'the webhook was switched off' },
  ]);
  expect(await claimDeliveries(at.db, 1, 60)).toEqual([]);
});

describe('what can never be true of webhooks', () => {
  test.each([
    'ftp://example.org',
    'https://user:secret@example.org/',
    'https://token@example.org',
    'example.org',
    'https://',
  ])('a message does not go to %s', async (url) => {
    const { projectId } = await newJudgedProject(at.db);
    const events: WebhookEvent[] = ['snapshot.ready'];
    await expect(createWebhook(at.db, { projectId, url, events, createdBy: null })).rejects.toMatchObject({
      constraint: 'webhook_url_is_http',
    });
  });

  test.each([
    ['no event', []],
    ['an event that is not known', ['snapshot.deleted']],
  ])('nobody waits for %s', async (_, events) => {
    const { projectId } = await newJudgedProject(at.db);
    const wanted = {
      projectId,
      url: 'https://example.org',
      events: events as WebhookEvent[],
      createdBy: null,
    };
    await expect(createWebhook(at.db, wanted)).rejects.toMatchObject({ constraint: 'webhook_events_known' });
  });

  test.each([
    ['is told twice of one event', 'webhook_delivery_once', `'snapshot.ready', $2`],
    ['is told of a snapshot without one', 'webhook_delivery_about_a_snapshot', `'snapshot.failed', null`],
    ['is tested with a snapshot', 'webhook_delivery_about_a_snapshot', `'webhook.test', $2`],
  ])('no webhook %s', async (_, constraint, what) => {
    const { projectId, webhookId } = await newWebhook();
    const snapshotId = await readySnapshot(projectId);
    const insert = at.db.pool.query(
      `insert into webhook_delivery (id, webhook_id, event, snapshot_id)
       select gen_random_uuid(), $1, ${what.replace('$2', 's.id')} from snapshot s where s.id = $2`,
      [webhookId, snapshotId],
    );
    await expect(insert).rejects.toMatchObject({ constraint });
  });

  test.each([
    ['more often than eight times', 'webhook_delivery_attempts_range', 'attempts = 9'],
    ['after it ended', 'webhook_delivery_ended', `ended_at = now()`],
    ['without an end', 'webhook_delivery_ended', `state = 'failed'`],
    [
      'once more when it is over',
      'webhook_delivery_held_while_waiting',
      `state = 'failed', ended_at = now(), claim_id = id`,
    ],
  ])('no message is tried %s', async (_, constraint, change) => {
    const { projectId, webhookId } = await newWebhook();
    await readySnapshot(projectId);
    const update = at.db.pool.query(`update webhook_delivery set ${change} where webhook_id = $1`, [
      webhookId,
    ]);
    await expect(update).rejects.toMatchObject({ constraint });
  });
});
