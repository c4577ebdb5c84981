// Makes the files of a snapshot once more, in a process with an environment of its own, and says their hashes:
// `node --import tsx make-files-main.ts DATABASE_URL SNAPSHOT_ID FOLDER`.
import { openDatabase, snapshots } from '@preferably/db';
import { makeFiles } from '../features/snapshots/make-files.ts';

const [url = '', id = '', folder = ''] = process.argv.slice(2);
const db = openDatabase(url, 2);
const snapshot = await snapshots.findSnapshot(db, id);
if (!snapshot) throw new Error('there is no such snapshot');
const lease = { signal: new AbortController().signal, add: () => {}, stop: async () => {} };
const made = await makeFiles(db, snapshot, folder, lease);
console.log(JSON.stringify(made.map(({ name, sha256 }) => [name, sha256])));
await db.close();
