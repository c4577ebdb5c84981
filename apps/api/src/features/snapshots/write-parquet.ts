import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FileName, type MadeFile, measured } from './file-writer.ts';
import type { Columns } from './parquet-columns.ts';

/** JSON lines that become a Parquet file. */
export interface ParquetSource {
  path: string;
  rows: number;
  /** Of the text before it was packed. */
  textBytes: number;
  longestLine: number;
  columns: Columns;
}

/** Text of one row group. Larger ones pack hardly better, and a whole group is held in memory while it is made. */
const GROUP_BYTES = 8 << 20;
/** DuckDB makes no smaller groups than its vectors, and no larger ones are asked for than its default. */
const FEWEST_ROWS = 2048;
const MOST_ROWS = 122_880;
/** What reading lines and packing a group takes, measured with rows of 2 KB; larger rows need more of it. */
const MEMORY_BYTES = 150 << 20;
const LONGEST_LINE = 1 << 20;

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/**
 * Makes a Parquet file with zstd of a file of JSON lines: the rows in their order, a schema that is told and not
 * guessed, and one thread, so that the same lines give the same bytes. DuckDB works in a process beside this one, of which
 * nothing stays when it is done; what does not fit into its memory it puts into the work folder.
 */
export async function writeParquet(
  folder: string,
  file: FileName,
  source: ParquetSource,
  signal: AbortSignal,
): Promise<MadeFile> {
  const target = path.join(folder, file.name);
  await mkdir(path.dirname(target), { recursive: true });
  const rowBytes = source.textBytes / Math.max(1, source.rows);
  const groupRows = Math.min(
    MOST_ROWS,
    Math.max(FEWEST_ROWS, Math.floor(GROUP_BYTES / Math.max(1, rowBytes))),
  );
  const lineBytes = Math.max(LONGEST_LINE, source.longestLine + 1);
  const memory =
    MEMORY_BYTES + 8 * (lineBytes - LONGEST_LINE) + 6 * Math.max(0, groupRows * rowBytes - GROUP_BYTES);

  const settings = {
    threads: '1',
    memory_limit: `${Math.ceil(memory / (1 << 20))}MiB`,
    temp_directory: path.join(folder, 'parquet'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  };
  const columns = Object.entries(source.columns).map(([name, type]) => `${name}: ${text(type)}`);
  const statement = `
    copy (select * from read_json(${text(source.path)}, format = 'newline_delimited', columns = {${columns.join(', ')}},
                                  maximum_object_size = ${lineBytes}))
    to ${text(target)} (format parquet, compression zstd, row_group_size ${groupRows})`;
  await runBeside(settings, statement, signal);
  return measured({ ...file, path: target, rows: source.rows });
}

/** Runs a statement in a process of its own, at this one's priority, and waits for its end; the signal ends it. */
async function runBeside(settings: Record<string, string>, statement: string, signal: AbortSignal) {
  signal.throwIfAborted();
  const child = fork(fileURLToPath(new URL('./parquet-process.mjs', import.meta.url)), {
    execArgv: [],
    // What DuckDB says of a row that it cannot read may quote the row.
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const stop = () => child.kill('SIGKILL');
  signal.addEventListener('abort', stop);
  try {
    await once(child, 'spawn');
    child.send({ settings, statement });
    const [code, by] = await ended;
    signal.throwIfAborted();
    if (code !== 0) throw new Error(`the process that makes Parquet ended (${code ?? by})`);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
