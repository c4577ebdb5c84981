import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadSecrets, password, saveSecrets, secretsFile } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));
const mode = () => fs.statSync(secretsFile(folder)).mode & 0o777;

test('secrets are made once, and only their owner can read them', () => {
  const first = loadSecrets(folder);
  expect(first.fresh).toBe(true);
  expect(mode()).toBe(0o600);
  expect(loadSecrets(folder)).toEqual({ secrets: first.secrets, fresh: false });
});

test('a file that others could read is closed again', () => {
  loadSecrets(folder);
  fs.chmodSync(secretsFile(folder), 0o644);
  const { secrets } = loadSecrets(folder);
  expect(mode()).toBe(0o600);
  saveSecrets(folder, { ...secrets, workerKey: 'k' });
  expect(mode()).toBe(0o600);
  expect(loadSecrets(folder).secrets.workerKey).toBe('k');
});

test('a broken file is named and not quoted', () => {
  fs.writeFileSync(secretsFile(folder), '{"authSecret": "very secret", ');
  expect(() => loadSecrets(folder)).toThrow(/secrets\.json cannot be read/u);
  expect(() => loadSecrets(folder)).not.toThrow(/very secret/u);
});

test('passwords differ and can be typed', () => {
  const made = new Set(Array.from({ length: 100 }, password));
  expect(made.size).toBe(100);
  for (const word of made) expect(word).toMatch(/^[a-z2-9]{4}(?:-[a-z2-9]{4}){3}$/u);
});
