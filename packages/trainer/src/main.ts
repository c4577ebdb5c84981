import { readConfig } from './config.ts';
import { runWorker } from './worker.ts';

const log = (line: string) => console.log(`${new Date().toISOString()} ${line}`);
const shutdown = new AbortController();
for (const name of ['SIGTERM', 'SIGINT'] as const) {
  process.on(name, () => {
    if (!shutdown.signal.aborted) log(`${name}: stopping; a running trainer writes its checkpoint first`);
    shutdown.abort();
  });
}

try {
  await runWorker({ ...readConfig(), shutdown: shutdown.signal, log });
  log('worker stopped');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
