// reward_trainer's row of the import table. biome does not read Python, so fence.test.ts looks with this.

/** Ways to the service or its database: the trainer's input is a folder and a file, its output lines and a folder. */
const doors = new Set([
  ...['socket', 'ssl', 'http', 'urllib', 'urllib3', 'ftplib', 'smtplib', 'xmlrpc', 'socketserver'],
  ...['requests', 'httpx', 'aiohttp', 'websockets', 'grpc'],
  ...['psycopg', 'psycopg2', 'asyncpg', 'pg8000', 'sqlalchemy', 'sqlite3'],
]);

/** The modules a Python source imports that reward_trainer must not. */
export function foreignImports(source: string): string[] {
  const modules = source.split('\n').flatMap((line) => {
    const from = /^\s*from\s+([\w.]+)\s+import\b/.exec(line)?.[1];
    if (from) return [from];
    const list = /^\s*import\s+(.+)$/.exec(line)?.[1];
    return list ? list.split(',').map((part) => part.trim().split(/\s+as\s+/)[0] ?? '') : [];
  });
  return modules.map((module) => module.split('.')[0] ?? '').filter((module) => doors.has(module));
}
