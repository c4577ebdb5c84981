import type { DeliveryState, WebhookEvent } from '@preferably/domain';
import { refusing } from '../constraint-errors.ts';
import { type Database, newId } from '../database.ts';

/** How many of its messages a webhook is listed with. */
const LISTED = 10;

export interface DeliveryRow {
  id: string;
  event: WebhookEvent | 'webhook.test';
  snapshotId: string | null;
  state: DeliveryState;
  attempts: number;
  /** A sender holds it, or died with it less than a lease ago. */
  sending: boolean;
  nextAttemptAt: Date | null;
  lastStatus: number | null;
  lastError: string | null;
  createdAt: Date;
  endedAt: Date | null;
}

export interface WebhookRow {
  id: string;
  projectId: string;
  url: string;
  events: WebhookEvent[];
  active: boolean;
  createdAt: Date;
}

const webhookColumns = `w.id, w.project_id as "projectId", w.url, w.events, w.active, w.created_at as "createdAt"`;
const deliveryColumns = `
  d.id, d.event, d.snapshot_id as "snapshotId", d.state, d.attempts, d.claim_id is not null as sending,
  case when d.state = 'waiting' and d.claim_id is null then d.next_attempt_at end as "nextAttemptAt",
  d.last_status as "lastStatus", d.last_error as "lastError", d.created_at as "createdAt", d.ended_at as "endedAt"`;

export async function createWebhook(
  db: Database,
  wanted: { projectId: string; url: string; events: WebhookEvent[]; createdBy: string | null },
): Promise<WebhookRow> {
  const { rows } = await refusing(
    db.pool.query<WebhookRow>(
      `insert into webhook as w (id, project_id, url, events, created_by) values ($1, $2, $3, $4, $5)
     returning ${webhookColumns}`,
      [newId(), wanted.projectId, wanted.url, wanted.events, wanted.createdBy],
    ),
  );
  return rows[0] as WebhookRow;
}

/** The webhooks of a project, oldest first, or the one that is named. */
export const listWebhooks = async (db: Database, projectId: string, webhookId: string | null = null) =>
  (
    await db.pool.query<WebhookRow>(
      `select ${webhookColumns} from webhook w where w.project_id = $1 and ($2::uuid is null or w.id = $2) order by w.id`,
      [projectId, webhookId],
    )
  ).rows;

/** The newest messages of each of these webhooks, newest first. */
export async function newestDeliveries(
  db: Database,
  webhookIds: string[],
): Promise<Map<string, DeliveryRow[]>> {
  const { rows } = await db.pool.query<DeliveryRow & { webhookId: string }>(
    `select w.id as "webhookId", d.* from unnest($1::uuid[]) w(id) cross join lateral (
       select ${deliveryColumns} from webhook_delivery d where d.webhook_id = w.id
       order by d.created_at desc, d.id limit $2) d`,
    [webhookIds, LISTED],
  );
  const byWebhook = new Map<string, DeliveryRow[]>(webhookIds.map((id) => [id, []]));
  for (const { webhookId, ...delivery } of rows) byWebhook.get(webhookId)?.push(delivery);
  return byWebhook;
}

/** Switches a webhook on or off; off, what it was still to be told is given up. False when there is none. */
export async function setActive(db: Database, projectId: string, webhookId: string, active: boolean) {
  const { rows } = await db.pool.query(
    `with changed as (
       update webhook set active = $3 where project_id = $1 and id = $2 returning id, active
     ), given_up as (
       update webhook_delivery d set state = 'failed', ended_at = now(), claim_id = null,
              last_error = 'the webhook was switched off'
       from changed c where d.webhook_id = c.id and not c.active and d.state = 'waiting'
     )
     select id from changed`,
    [projectId, webhookId, active],
  );
  return rows.length === 1;
}

export async function deleteWebhook(db: Database, projectId: string, webhookId: string): Promise<boolean> {
  const { rowCount } = await db.pool.query('delete from webhook where project_id = $1 and id = $2', [
    projectId,
    webhookId,
  ]);
  return rowCount === 1;
}

/** Has a test sent to a webhook that is on; null when it is off or not there. */
export async function addTest(
  db: Database,
  projectId: string,
  webhookId: string,
): Promise<DeliveryRow | null> {
  const { rows } = await db.pool.query<DeliveryRow>(
    `insert into webhook_delivery as d (id, webhook_id, event)
     select $3, w.id, 'webhook.test' from webhook w where w.project_id = $1 and w.id = $2 and w.active
     returning ${deliveryColumns}`,
    [projectId, webhookId, newId()],
  );
  return rows[0] ?? null;
}

/** Has a message sent again, with all its attempts; null when it is waiting anyway, or its webhook is off or not there. */
export async function sendAgain(
  db: Database,
  at: { projectId: string; webhookId: string; deliveryId: string },
): Promise<DeliveryRow | null> {
  const { rows } = await db.pool.query<DeliveryRow>(
    `update webhook_delivery d set state = 'waiting', attempts = 0, next_attempt_at = now(), ended_at = null
     from webhook w
     where d.id = $3 and d.webhook_id = $2 and d.state <> 'waiting'
       and w.id = d.webhook_id and w.project_id = $1 and w.active
     returning ${deliveryColumns}`,
    [at.projectId, at.webhookId, at.deliveryId],
  );
  return rows[0] ?? null;
}

export async function isWaiting(db: Database, webhookId: string, deliveryId: string): Promise<boolean> {
  const { rows } = await db.pool.query(
    `select 1 from webhook_delivery where id = $2 and webhook_id = $1 and state = 'waiting'`,
    [webhookId, deliveryId],
  );
  return rows.length === 1;
}
