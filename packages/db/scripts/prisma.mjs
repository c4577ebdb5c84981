// The Prisma CLI, its schema engine replaced by the WebAssembly build from npm, so that no command downloads anything.
// Run as `npm run prisma -- migrate dev --name x`, and by postinstall to generate the client.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const manifest = createRequire(import.meta.url).resolve('prisma/package.json');
const { status, error } = spawnSync(
  process.execPath,
  [path.join(path.dirname(manifest), 'build/index.js'), ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: {
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      PRISMA_SCHEMA_ENGINE_BINARY: path.join(import.meta.dirname, 'schema-engine.mjs'),
      ...process.env,
    },
  },
);
if (error) console.error(`The Prisma CLI did not start: ${error.message}`);
process.exitCode = status ?? 1;
