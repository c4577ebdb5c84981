// Prisma's own schema engine, built as WebAssembly, over pg. It repairs three things of @prisma/adapter-pg 7.10.1 on the
// way, each marked below; look at them again when the pin moves.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const INTERNAL_CHAR = 18; // type oid of the catalogs' "char"
const TEXT = 25;

/** The same url with another database's name. */
export function withDatabase(url, database) {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(database)}`;
  return other.href;
}

export async function runOnce(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function connect(connectionString, afterDispose) {
  const pool = new pg.Pool({ connectionString, max: 1 });
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  readInternalChars(adapter);
  // Repair: the adapter cuts a script at every ';' (through $$ bodies and comments) and sends the pieces one by one over
  // any connection. The native engine sends it whole, as one implicit transaction.
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  // Repair: the shadow database was dropped while the pool still held a connection to it.
  adapter.dispose = async () => {
    await pool.end();
    await afterDispose?.();
  };
  return adapter;
}

/** Repair: the adapter knows no type for "char", which the engine's questions to the catalogs return. */
function readInternalChars(adapter) {
  const performIO = adapter.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  let chars = [];
  adapter.performIO = async (query) => {
    const result = await performIO(query);
    chars = result.fields.flatMap(({ dataTypeID }, column) => (dataTypeID === INTERNAL_CHAR ? [column] : []));
    const fields = result.fields.map((field) =>
      field.dataTypeID === INTERNAL_CHAR ? { ...field, dataTypeID: TEXT } : field,
    );
    return { ...result, fields };
  };
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const column of chars) result.columnTypes[column] = ColumnTypeEnum.Character;
    return result;
  };
}

function adapterFactory(url) {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(url),
    async connectToShadowDb() {
      const name = `prisma_shadow_${randomUUID().replaceAll('-', '')}`;
      await runOnce(url, `CREATE DATABASE "${name}" TEMPLATE template0`);
      return connect(withDatabase(url, name), () =>
        runOnce(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
      );
    },
  };
}

/** `files` are the Prisma schema files as { path, content }. */
export async function createSchemaEngine(url, files) {
  await instantiate();
  // Without any schema file the engine panics instead of saying so.
  const stub = { path: 'schema.prisma', content: 'datasource db {\n  provider = "postgresql"\n}\n' };
  const datamodels = (files.length > 0 ? files : [stub]).map(({ path: file, content }) => [file, content]);
  const factory = bindMigrationAwareSqlAdapterFactory(adapterFactory(url));
  return await glue.SchemaEngine.new({ datamodels }, () => {}, factory);
}

/** The package's own entry imports the .wasm file as a module, which Node does only behind a flag. */
async function instantiate() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => console.error(`The schema engine panicked: ${message}`),
  };
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = fs.readFileSync(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}
