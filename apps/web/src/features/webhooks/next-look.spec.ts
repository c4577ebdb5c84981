import { expect, test } from '@playwright/test';
import type { Webhook } from '@preferably/contracts';
import { nextLook } from './next-look.ts';

type Delivery = Webhook['deliveries'][number];

const now = Date.parse('2026-01-01T00:00:00.000Z');
const inSeconds = (seconds: number) => new Date(now + seconds * 1000).toISOString();

const webhookOf = (...deliveries: Partial<Delivery>[]): Webhook => ({
  id: 'w',
  projectId: 'p',
  url: 'https://example.org/hook',
  events: ['snapshot.ready'],
  active: true,
  createdAt: inSeconds(0),
  deliveries: deliveries.map((delivery) => ({
    id: 'd',
    event: 'webhook.test',
    snapshotId: null,
    state: 'waiting',
    attempts: 1,
    sending: false,
    nextAttemptAt: null,
    lastStatus: null,
    lastError: null,
    createdAt: inSeconds(0),
    endedAt: null,
    ...delivery,
  })),
});

for (const [name, webhooks, expected] of [
  ['nothing was ever sent', [webhookOf()], false],
  ['every message is over', [webhookOf({ state: 'delivered' }, { state: 'failed' })], false],
  ['one is about to be tried first', [webhookOf({ attempts: 0, nextAttemptAt: inSeconds(0) })], 1500],
  ['one is tried first, by a slow clock', [webhookOf({ attempts: 0, nextAttemptAt: inSeconds(90) })], 1500],
  ['one is being sent again after a failure', [webhookOf({ sending: true, attempts: 2 })], 1500],
  ['one waits for its next try', [webhookOf({ nextAttemptAt: inSeconds(15) })], 15_000],
  ['a next try is due', [webhookOf({ nextAttemptAt: inSeconds(-5) })], 1500],
  [
    'the soonest of several webhooks decides',
    [webhookOf({ nextAttemptAt: inSeconds(60) }), webhookOf({ nextAttemptAt: inSeconds(15) })],
    15_000,
  ],
] as const) {
  test(`the messages are looked at in time: ${name}`, () => {
    expect(nextLook(webhooks, now)).toBe(expected);
  });
}
