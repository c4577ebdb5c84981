/** How often a message is tried before it is given up. */
export const WEBHOOK_ATTEMPTS = 8;

const FIRST_DELAY_SECONDS = 15;
const GROWTH = 4;
/** Receivers that failed together are not all asked again in one second. */
const JITTER = 0.2;

/**
 * Seconds until a message is tried again after so many attempts, or null when that was the last one: 15 seconds after
 * the first, four times as long after each, nearly a day over all.
 *
 * @param random between 0 and 1
 */
export function webhookDelay(attempts: number, random: number): number | null {
  if (attempts >= WEBHOOK_ATTEMPTS) return null;
  return FIRST_DELAY_SECONDS * GROWTH ** (attempts - 1) * (1 + JITTER * (2 * random - 1));
}
