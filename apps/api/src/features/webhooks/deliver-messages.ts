import { type Database, webhookQueue, webhooks } from '@preferably/db';
import { webhookDelay } from '@preferably/domain';
import { messageOf } from './message-of.ts';
import { sendMessage } from './send-message.ts';
import { webhookSecret } from './webhook-secret.ts';

/** A slow receiver holds up the others by its ten seconds at most. */
const AT_ONCE = 20;
/** Longer than an attempt takes. */
const LEASE_SECONDS = 60;
const GONE = 410;

/**
 * Sends the messages that are due. Each is a row that was written when its snapshot ended, so none is lost when the
 * service stops, and one that arrived without our hearing of it arrives again: receivers know it by its id.
 *
 * @returns whether there were any
 */
export async function deliverMessages(db: Database, authSecret: string): Promise<boolean> {
  const claimed = await webhookQueue.claimDeliveries(db, AT_ONCE, LEASE_SECONDS);
  await Promise.all(claimed.map((delivery) => deliver(db, authSecret, delivery)));
  return claimed.length > 0;
}

async function deliver(
  db: Database,
  authSecret: string,
  delivery: webhookQueue.ClaimedDelivery,
): Promise<void> {
  const { id, webhookId, projectId, url, attempts } = delivery;
  const message = await messageOf(db, delivery);
  if (!message) {
    const error = 'the snapshot is gone';
    await webhookQueue.noteFailure(db, delivery, { status: null, error, delaySeconds: null });
    return;
  }
  const to = { url, secret: webhookSecret(authSecret, webhookId) };
  const outcome = await sendMessage(to, { id, body: JSON.stringify(message), now: new Date() });
  if (outcome.delivered) {
    await webhookQueue.noteDelivered(db, delivery, outcome.status);
    return;
  }
  const gone = outcome.status === GONE;
  const delaySeconds = gone ? null : webhookDelay(attempts, Math.random());
  await webhookQueue.noteFailure(db, delivery, { ...outcome, delaySeconds });
  if (gone) await webhooks.setActive(db, projectId, webhookId, false);
}
