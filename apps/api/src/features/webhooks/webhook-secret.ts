import { hkdfSync } from 'node:crypto';

/**
 * The secret that a webhook's messages are signed with, in the form of the Standard Webhooks specification. It is
 * derived from the service's own secret, so no table and no dump of one holds it.
 */
export function webhookSecret(authSecret: string, webhookId: string): string {
  const key = hkdfSync('sha256', authSecret, webhookId, 'preferably: messages of a webhook', 32);
  return `whsec_${Buffer.from(key).toString('base64')}`;
}
