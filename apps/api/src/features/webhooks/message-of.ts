import { SnapshotCounts, type WebhookMessage } from '@preferably/contracts';
import { type Database, snapshots, type webhookQueue } from '@preferably/db';

/**
 * What a message says. A snapshot that ended never changes, so every attempt says the same. Null when what it was about
 * is gone.
 */
export async function messageOf(
  db: Database,
  delivery: webhookQueue.ClaimedDelivery,
): Promise<WebhookMessage | null> {
  const { event, projectId, webhookId } = delivery;
  const timestamp = delivery.createdAt.toISOString();
  if (event === 'webhook.test') return { type: event, timestamp, data: { projectId, webhookId } };
  const snapshot = delivery.snapshotId ? await snapshots.findSnapshot(db, delivery.snapshotId) : null;
  if (!snapshot) return null;
  const { id: snapshotId, name, state } = snapshot;
  const counts = SnapshotCounts.parse(snapshot.counts);
  const files = snapshot.files.map((file) => ({
    name: file.name,
    format: file.format,
    split: file.split,
    rows: file.rows,
    bytes: Number(file.bytes),
    sha256: file.sha256,
  }));
  return { type: event, timestamp, data: { snapshotId, projectId, name, state, counts, files } };
}
