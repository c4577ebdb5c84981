import { readConfig } from './config.ts';

const complete = {
  DATABASE_URL: 'postgresql://localhost/preferably',
  AUTH_SECRET: 'a-secret-of-at-least-thirty-two-characters',
  STORAGE_DIR: '/data/storage',
};

test('the files lie in a folder unless a bucket is named', () => {
  expect(readConfig(complete).storage).toEqual({ kind: 'disk', directory: '/data/storage' });
});

test.each([
  ['s3://bucket', { bucket: 'bucket', prefix: '' }],
  ['s3://bucket/', { bucket: 'bucket', prefix: '' }],
  ['s3://bucket/our/files/', { bucket: 'bucket', prefix: 'our/files' }],
])('the address %s names a bucket and what stands before its keys', (STORAGE_URL, expected) => {
  const { storage } = readConfig({ ...complete, STORAGE_URL });
  expect(storage).toEqual({ kind: 's3', ...expected, endpoint: null, region: 'us-east-1' });
});

test('an S3 of one’s own is named by its endpoint', () => {
  const { storage } = readConfig({
    ...complete,
    STORAGE_URL: 's3://bucket/files',
    S3_ENDPOINT: 'http://127.0.0.1:9000',
    S3_REGION: 'eu-north-1',
  });
  expect(storage).toMatchObject({ endpoint: 'http://127.0.0.1:9000', region: 'eu-north-1' });
});

test('every bad variable is named in one message, and no value is told', () => {
  const bad = { DATABASE_URL: 'mysql://secret', STORAGE_URL: 'https://secret', AUTH_SECRET: 'secret' };
  let words = '';
  try {
    readConfig(bad);
  } catch (error) {
    words = (error as Error).message;
  }
  expect(words).toMatch(/DATABASE_URL: must begin with postgresql/u);
  expect(words).toMatch(/AUTH_SECRET: must have at least 32/u);
  expect(words).toMatch(/STORAGE_URL: must look like s3:\/\/bucket\/prefix/u);
  expect(words).not.toMatch(/secret(?!s)/u);
});

test('without any place for the files the message says what to set', () => {
  const { STORAGE_DIR: _, ...without } = complete;
  expect(() => readConfig(without)).toThrow(/STORAGE_DIR: name the folder .* or set STORAGE_URL/u);
});
