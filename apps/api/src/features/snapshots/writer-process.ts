// Writes frozen snapshots in a process of its own, at a lower priority: making lines takes a processor for minutes, and
// whoever labels meanwhile waits for nothing of it. Started by writer.ts; ends when there has been nothing to write.
import { openDatabase, workAfterOthers } from '@preferably/db';
import { openStorage, type StoragePlace } from '../../storage/open-storage.ts';
import { writeNextSnapshot } from './write-snapshot.ts';

export interface WriterOrder {
  databaseUrl: string;
  storage: StoragePlace;
  writer: string;
}

/** What a failed attempt says: the service logs it. */
export interface WriterFailure {
  failure: string;
}

/** Lines, what the card looks up, and the lease: each may have a connection at the same time. */
const CONNECTIONS = 4;
/** Long enough that several snapshots asked for one after the other have one start. */
const IDLE_MS = 10_000;
const LOOK_EVERY_MS = 250;

// The service has gone: nobody would be told of what follows, and its lease runs out by itself.
process.once('disconnect', () => process.exit(1));
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort(new Error('the service stops')));

process.once('message', async ({ databaseUrl, storage: place, writer }: WriterOrder) => {
  const db = openDatabase(databaseUrl, CONNECTIONS);
  // What is true of this process is true of what the database does for it.
  workAfterOthers(db.pool);
  const storage = await openStorage(place);
  let idleSince = Date.now();
  while (!stop.signal.aborted && Date.now() - idleSince < IDLE_MS) {
    const wrote = await writeNextSnapshot(db, storage, writer, stop.signal).catch((error: Error) => {
      if (!stop.signal.aborted)
        process.send?.({ failure: error.stack ?? error.message } satisfies WriterFailure);
      return false;
    });
    if (wrote) idleSince = Date.now();
    else await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  await db.close();
  process.exit(0);
});
