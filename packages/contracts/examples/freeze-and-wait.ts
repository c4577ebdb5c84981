// Freezes a snapshot of a project and waits for its files: freeze-and-wait.ts <project> <name>
import { freezeSnapshot, getSnapshot } from '@preferably/contracts';
import { call } from './service.ts';

const [projectId = '', name = ''] = process.argv.slice(2);
let snapshot = await call(freezeSnapshot, { params: { projectId }, body: { name, testShare: 0.1 } });
// Membership and split are fixed from here on; what is judged meanwhile changes neither.
while (snapshot.state === 'building') {
  console.error(`${snapshot.rowsWritten} of ${snapshot.rowsToWrite} rows`);
  await new Promise((resolve) => setTimeout(resolve, 500));
  snapshot = await call(getSnapshot, { params: { snapshotId: snapshot.id } });
}
if (snapshot.state === 'failed') throw new Error(`the files could not be written: ${snapshot.error}`);
console.log(snapshot.id);
