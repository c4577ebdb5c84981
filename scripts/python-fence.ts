// The Python packages' rows of the import table. biome does not read Python, so fence.test.ts looks with this.

/** Ways to the service or its database: the trainer's input is a folder and a file, its output lines and a folder. */
export const notForTheTrainer = new Set([
  ...['socket', 'ssl', 'http', 'urllib', 'urllib3', 'ftplib', 'smtplib', 'xmlrpc', 'socketserver'],
  ...['requests', 'httpx', 'aiohttp', 'websockets', 'grpc'],
  'preferably',
  ...['psycopg', 'psycopg2', 'asyncpg', 'pg8000', 'sqlalchemy', 'sqlite3'],
]);

/** The client asks over HTTP and computes nothing: whoever reads data with it needs no torch. */
export const notForTheClient = new Set([
  'reward_trainer',
  ...['torch', 'transformers', 'accelerate', 'safetensors', 'tokenizers', 'gguf', 'scipy', 'sklearn'],
  ...['requests', 'urllib3', 'aiohttp', 'psycopg', 'psycopg2', 'asyncpg', 'sqlalchemy', 'sqlite3'],
]);

/** The modules a Python source imports that are not for it. */
export function foreignImports(source: string, notForIt: ReadonlySet<string>): string[] {
  const modules = source.split('\n').flatMap((line) => {
    const from = /^\s*from\s+([\w.]+)\s+import\b/.exec(line)?.[1];
    if (from) return [from];
    const list = /^\s*import\s+(.+)$/.exec(line)?.[1];
    return list ? list.split(',').map((part) => part.trim().split(/\s+as\s+/)[0] ?? '') : [];
  });
  return modules.map((module) => module.split('.')[0] ?? '').filter((module) => notForIt.has(module));
}
