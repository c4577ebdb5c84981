// Runs one statement of DuckDB in a process of its own, with which its memory ends. Plain JavaScript, so that it needs no loader of TypeScript.
import { DuckDBInstance } from '@duckdb/node-api';

// The writer has gone, or has had enough of it.
process.once('disconnect', () => process.exit(1));
process.once('message', async ({ settings, statement }) => {
  const instance = await DuckDBInstance.create(':memory:', settings);
  const connection = await instance.connect();
  try {
    await connection.run(statement);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  process.exit(0);
});
