import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { jest } from '@jest/globals';
import pg from 'pg';
import { freePort } from '../testing/test-server.ts';
import { localPostgres } from './local-postgres.ts';
import { findRunning } from './pid-file.ts';
import { runningLocalPostgres } from './running.ts';

// Each start is a process of its own, slow on a busy machine.
jest.setTimeout(90_000);

const hold = path.join(import.meta.dirname, '../testing/hold-postgres.ts');
const starters: ChildProcess[] = [];
let dir: string;
let port: number;

type Held = { child: ChildProcess; url: string; reused: boolean; error?: string };

/** Another process that starts (or takes up) the database, as a second `npm start` would. */
async function startElsewhere(): Promise<Held> {
  const child = spawn(process.execPath, ['--import', 'tsx', hold, dir, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH }, // no LANG, no HOME, none of jest's own
  });
  starters.push(child);
  for await (const line of readline.createInterface({ input: child.stdout! }))
    return { child, ...JSON.parse(line) };
  throw new Error('the starter ended without a word');
}

async function end({ child }: Held, signal?: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (signal) child.kill(signal);
  else child.stdin?.end();
  await ended;
}

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'preferably-local-'));
  fs.chmodSync(dir, 0o755);
  port = await freePort();
});

afterEach(async () => {
  for (const child of starters.splice(0)) child.kill('SIGKILL');
  if (findRunning(path.join(dir, 'pg18/data'))) await (await localPostgres({ dir, port })).stop();
});

afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

test('a first start makes a UTF-8 database whatever the LANG, and a later start finds its data', async () => {
  const first = await startElsewhere();
  expect(first.reused).toBe(false);
  expect(await query(first.url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  await query(first.url, "create table kept as select '한국어' as word");
  await end(first);

  const second = await localPostgres({ dir, port });
  expect(second).toMatchObject({ reused: false, url: first.url });
  expect(await query(second.url, 'select word from kept')).toEqual([{ word: '한국어' }]);
  await second.stop();
  await second.stop(); // harmless twice
});

test('a second starter uses the running server, and its stop leaves it to the first', async () => {
  const first = await startElsewhere();
  const second = await localPostgres({ dir, port });
  expect(second).toMatchObject({ reused: true, url: first.url });
  expect(runningLocalPostgres(dir)).toBe(first.url);
  await second.stop();
  expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);

  await end(first);
  await expect(query(first.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(runningLocalPostgres(dir)).toBeNull();
});

test('after a kill -9 of the starter the next one takes the server up, and can stop it', async () => {
  const killed = await startElsewhere();
  await end(killed, 'SIGKILL');
  expect(await query(killed.url, 'select 1 as one')).toEqual([{ one: 1 }]);

  const next = await localPostgres({ dir, port });
  expect(next).toMatchObject({ reused: true, url: killed.url });
  await next.stop();
  await expect(query(killed.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('of two starters at once one starts the server and the other uses it', async () => {
  const both = await Promise.all([startElsewhere(), startElsewhere()]);
  expect(both.map(({ reused }) => reused).sort()).toEqual([false, true]);

  await end(both.find(({ reused }) => reused)!);
  expect(await query(both[0].url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a crashed server whose number another program now has is started again', async () => {
  const { url } = await startElsewhere();
  const data = path.join(dir, 'pg18/data');
  const { pid } = findRunning(data)!;
  process.kill(pid, 'SIGKILL');
  const pidFile = path.join(data, 'postmaster.pid');
  const left = fs.readFileSync(pidFile, 'utf8');
  await expect(query(url, 'select 1')).rejects.toThrow();
  fs.writeFileSync(pidFile, left.replace(String(pid), String(process.pid)));

  const again = await localPostgres({ dir, port });
  expect(again.reused).toBe(false);
  await again.stop();
});

test('a port with another program on it is refused with what to do', async () => {
  const other = net.createServer((socket) => socket.resume().end('220 smtp.example ready\r\n'));
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  try {
    await expect(localPostgres({ dir, port })).rejects.toThrow(
      new RegExp(`^Port ${port} is taken by .*: stop it, or choose another port for the database\\.$`),
    );
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
});

test('a port with another PostgreSQL on it is refused with what to do', async () => {
  const foreign = Number(new URL(process.env.TEST_DATABASE_URL ?? '').port);
  await expect(localPostgres({ dir, port: foreign })).rejects.toThrow(
    `Port ${foreign} is taken by another PostgreSQL: stop it, or choose another port for the database.`,
  );
});

test('a database that already runs on another port is not started twice', async () => {
  await startElsewhere();
  await expect(localPostgres({ dir, port: await freePort() })).rejects.toThrow(
    `already runs on port ${port}`,
  );
});
