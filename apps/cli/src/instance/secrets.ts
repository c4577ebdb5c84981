import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CliError } from '../errors.ts';

const Secrets = z.object({
  authSecret: z.string().min(32),
  /** Of the account that the first start opens; stays valid until that person changes it. */
  adminPassword: z.string(),
  demoPassword: z.string(),
  /** API key of the local worker; null until it was made. */
  workerKey: z.string().nullable(),
  /** The demo scenario was loaded completely, so it is not looked at again. */
  demoLoaded: z.boolean(),
});
export type Secrets = z.infer<typeof Secrets>;

export const secretsFile = (dataDir: string) => path.join(dataDir, 'secrets.json');

/** Reads the instance's secrets, or makes them. The file is its owner's alone. */
export function loadSecrets(dataDir: string): { secrets: Secrets; fresh: boolean } {
  const file = secretsFile(dataDir);
  if (!fs.existsSync(file)) {
    const secrets: Secrets = {
      authSecret: randomBytes(32).toString('base64url'),
      adminPassword: password(),
      demoPassword: password(),
      workerKey: null,
      demoLoaded: false,
    };
    saveSecrets(dataDir, secrets);
    return { secrets, fresh: true };
  }
  fs.chmodSync(file, 0o600);
  try {
    return { secrets: Secrets.parse(JSON.parse(fs.readFileSync(file, 'utf8'))), fresh: false };
  } catch {
    // The parser's own message would quote the file.
    throw new CliError(
      `${file} cannot be read as secrets: restore it, or move it away to get new ones (everybody is signed out then)`,
    );
  }
}

export function saveSecrets(dataDir: string, secrets: Secrets): void {
  fs.mkdirSync(dataDir, { recursive: true });
  const file = secretsFile(dataDir);
  const fresh = `${file}.${process.pid}`;
  fs.writeFileSync(fresh, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(fresh, file);
}

/** 16 letters and digits in groups that can be typed: 80 bits. Without those that look alike. */
export function password(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789x';
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return letters.match(/.{4}/gu)?.join('-') ?? letters;
}
