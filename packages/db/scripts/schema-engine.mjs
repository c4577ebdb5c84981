#!/usr/bin/env node
// Stands in for Prisma's schema-engine program (PRISMA_SCHEMA_ENGINE_BINARY): the same command line, and the same JSON-RPC
// over stdin and stdout, with the WebAssembly build inside.
import fs from 'node:fs';
import readline from 'node:readline';
import { createSchemaEngine, runOnce, withDatabase } from './engine.mjs';

const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const options = (name) => args.flatMap((arg, at) => (arg === name ? [args[at + 1]] : []));
const { url } = JSON.parse(option('--datasource') ?? '{}');

if (args[0] === '--version' || args[0] === '-V') console.log('schema-engine-cli wasm');
else if (args.includes('cli')) await runCommand(args[args.indexOf('cli') + 1]);
else await serve();
process.stdout.write('', () => process.exit()); // when all is written; the engine's connection would keep us alive

/** `schema-engine cli <command>`: what the CLI needs before there is a database to speak to. */
async function runCommand(command) {
  const database = url ? decodeURIComponent(new URL(url).pathname.slice(1)) : '';
  const quoted = `"${database.replaceAll('"', '""')}"`;
  const commands = {
    'can-connect-to-database': () => runOnce(url, 'select 1'),
    'create-database': () => runOnce(withDatabase(url, 'postgres'), `CREATE DATABASE ${quoted}`),
    'drop-database': () => runOnce(withDatabase(url, 'postgres'), `DROP DATABASE ${quoted}`),
  };
  try {
    if (!Object.hasOwn(commands, command)) throw new Error(`unknown schema engine command ${command}`);
    await commands[command]();
  } catch (error) {
    const known = { '3D000': 'P1003', '28P01': 'P1000', '42P04': 'P1009' };
    const unreachable = { ECONNREFUSED: 'P1001', ENOTFOUND: 'P1001', EAI_AGAIN: 'P1001' };
    const code = { ...known, ...unreachable }[error.code] ?? 'P1010';
    log('INFO', { message: 'The CLI drops the first line.' });
    log('ERROR', {
      is_panic: false,
      error_code: code,
      message: error.message,
      meta: { database_name: database },
    });
    process.exitCode = 1;
  }
}

function log(level, fields) {
  const line = { timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' };
  process.stderr.write(`${JSON.stringify(line)}\n`); // the CLI looks for that target
}

async function serve() {
  const paths = options('--datamodels').flatMap((list) => list.split(','));
  const files = [...paths, ...options('-d')].map((file) => ({
    path: file,
    content: fs.readFileSync(file, 'utf8'),
  }));
  let engine;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const request = line.trim() ? JSON.parse(line) : {};
    if (!request.method) continue; // the CLI's answer to a print of ours
    try {
      engine ??= await createSchemaEngine(url, files);
      send({ result: await call(engine, request), id: request.id });
    } catch (error) {
      send({ error: describe(error), id: request.id });
    }
  }
}

async function call(engine, { method, params, id }) {
  const result = (await engine[method === 'getDatabaseVersion' ? 'version' : method](params)) ?? {};
  if (method !== 'diff' || result.stdout == null) return result;
  // The program prints a diff by asking the CLI to; such a request must carry an id.
  send({ method: 'print', params: { content: result.stdout }, id: `print-${id}` });
  return { ...result, stdout: null };
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function describe(error) {
  const message = String(error?.message ?? error).replace(/\n\s+0: [\s\S]*$/, ''); // without the engine's own backtrace
  const data = { is_panic: false, message, meta: error?.meta ?? {}, error_code: error?.code ?? null };
  return { code: 4466, message: 'An error happened. Check the data field for details.', data };
}
