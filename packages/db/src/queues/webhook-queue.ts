import { WEBHOOK_ATTEMPTS, type WebhookEvent } from '@preferably/domain';
import type { Database } from '../database.ts';

/** A message to be sent now. Whoever claimed it holds it by the claim's own id: attempts are counted anew when it is sent again. */
export interface ClaimedDelivery {
  id: string;
  claimId: string;
  attempts: number;
  event: WebhookEvent | 'webhook.test';
  snapshotId: string | null;
  createdAt: Date;
  webhookId: string;
  projectId: string;
  url: string;
}

/**
 * Claims messages that are due. A claim moves the next attempt ahead by the lease: of a sender that died without a
 * word, another one takes over. One whose last sender died is given up here, since nobody would claim it again.
 */
export async function claimDeliveries(
  db: Database,
  count: number,
  leaseSeconds: number,
): Promise<ClaimedDelivery[]> {
  const { rows } = await db.pool.query<ClaimedDelivery>({
    name: 'claim-webhook-deliveries',
    text: `
      with given_up as (
        update webhook_delivery set state = 'failed', ended_at = now(), claim_id = null,
               last_error = 'the service ended while it was being sent'
        where state = 'waiting' and attempts >= $3 and next_attempt_at <= now()
      ), due as (
        select id from webhook_delivery
        where state = 'waiting' and attempts < $3 and next_attempt_at <= now()
        order by next_attempt_at limit $1 for update skip locked
      )
      update webhook_delivery d set attempts = d.attempts + 1, next_attempt_at = now() + make_interval(secs => $2),
             claim_id = gen_random_uuid()
      from due, webhook w
      where d.id = due.id and w.id = d.webhook_id
      returning d.id, d.claim_id as "claimId", d.attempts, d.event, d.snapshot_id as "snapshotId",
                d.created_at as "createdAt", w.id as "webhookId", w.project_id as "projectId", w.url`,
    values: [count, leaseSeconds, WEBHOOK_ATTEMPTS],
  });
  return rows;
}

type Claim = Pick<ClaimedDelivery, 'id' | 'claimId'>;

/** The receiver took it. False when somebody else holds the message by now. */
export async function noteDelivered(db: Database, { id, claimId }: Claim, status: number): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `update webhook_delivery set state = 'delivered', ended_at = now(), claim_id = null, last_status = $3,
            last_error = null
     where id = $1 and claim_id = $2`,
    [id, claimId, status],
  );
  return rowCount === 1;
}

/** It did not arrive: tried again after a delay, or given up when there is none. */
export async function noteFailure(
  db: Database,
  { id, claimId }: Claim,
  why: { status: number | null; error: string; delaySeconds: number | null },
): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `update webhook_delivery
     set state = (case when $5::float8 is null then 'failed' else 'waiting' end)::"DeliveryState",
         ended_at = case when $5 is null then now() end, claim_id = null,
         next_attempt_at = coalesce(now() + make_interval(secs => $5), next_attempt_at),
         last_status = $3, last_error = $4
     where id = $1 and claim_id = $2`,
    [id, claimId, why.status, why.error, why.delaySeconds],
  );
  return rowCount === 1;
}
