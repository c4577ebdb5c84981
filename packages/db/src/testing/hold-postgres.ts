// A starter of its own process for local-postgres.test.ts: `hold-postgres.ts <dir> <port>` says on one line what it got,
// and keeps it until its input ends.
import { text } from 'node:stream/consumers';
import { localPostgres } from '../postgres/local-postgres.ts';

const [dir = '', port] = process.argv.slice(2);
try {
  const { url, reused, stop } = await localPostgres({ dir, port: Number(port) });
  console.log(JSON.stringify({ url, reused }));
  await text(process.stdin);
  await stop();
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).message }));
}
