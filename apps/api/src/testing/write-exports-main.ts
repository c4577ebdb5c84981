// Writes what real clients are shown: `node --import tsx write-exports-main.ts FOLDER`, with a test server's environment.
// A real service, a project with everything, and its snapshots downloaded into `plain` and `packed`.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startService } from './service.ts';
import { downloader, freezeEverything, makeVariedProject } from './varied-project.ts';

const [folder = ''] = process.argv.slice(2);
const service = await startService();
try {
  const { id } = await makeVariedProject(service);
  const download = await downloader(service);
  for (const [name, body] of [
    ['plain', { margin: 'small' }],
    ['packed', { margin: 'large', compression: 'gzip' }],
  ] as const) {
    const snapshot = await freezeEverything(service, id, body);
    for (const file of snapshot.files) {
      const place = path.join(folder, name, file.name);
      await mkdir(path.dirname(place), { recursive: true });
      await writeFile(place, await download(snapshot.id, file.name));
    }
  }
} finally {
  await service.stop();
}
