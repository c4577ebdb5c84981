import type { Webhook } from '@preferably/contracts';

/** A message goes out, and is answered, within seconds. */
const SOON_MS = 1500;

type Delivery = Webhook['deliveries'][number];

/**
 * Milliseconds until the messages should be looked at again, or false when all of them are over. One that failed waits
 * minutes for its next try, and is not looked at before; one that is being sent has no next try yet.
 */
export function nextLook(webhooks: readonly Webhook[], now: number): number | false {
  const waits = webhooks.flatMap(({ deliveries }) =>
    deliveries.filter(({ state }) => state === 'waiting').map((delivery) => wait(delivery, now)),
  );
  return waits.length > 0 && Math.min(...waits);
}

function wait({ sending, attempts, nextAttemptAt }: Delivery, now: number): number {
  // The browser's clock may be slow; a first try is due whatever it says.
  if (sending || attempts === 0 || nextAttemptAt === null) return SOON_MS;
  return Math.max(SOON_MS, Date.parse(nextAttemptAt) - now);
}
