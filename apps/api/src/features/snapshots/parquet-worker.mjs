// Runs one statement of DuckDB in a thread of its own. Loading the library alone takes long enough to be felt by whoever
// waits for this process. Plain JavaScript, so that the thread needs no loader of TypeScript.
import { parentPort, workerData } from 'node:worker_threads';
import { DuckDBInstance } from '@duckdb/node-api';

const { settings, statement } = workerData;
const instance = await DuckDBInstance.create(':memory:', settings);
const connection = await instance.connect();
parentPort.once('message', () => connection.interrupt());
try {
  await connection.run(statement);
} finally {
  connection.closeSync();
  instance.closeSync();
  parentPort.close();
}
