import { type Database, newId } from '../database.ts';

/** Notes who did what to what. `detail` holds names and numbers, never a secret or an annotator's text. */
export async function audit(
  db: Database,
  event: { actor: string | null; action: string; object: string; detail?: Record<string, unknown> },
) {
  await db.pool.query(
    'insert into audit_event (id, actor, action, object, detail) values ($1, $2, $3, $4, $5)',
    [newId(), event.actor, event.action, event.object, JSON.stringify(event.detail ?? {})],
  );
}
