import { readRemoteConfig, readStartConfig } from './config.ts';

test('nothing has to be set to start', () => {
  const config = readStartConfig({});
  expect(config).toMatchObject({
    port: 3000,
    webPort: 3001,
    pgPort: 55_432,
    publicUrl: 'http://localhost:3000',
  });
  expect(config).toMatchObject({ databaseUrl: null, worker: true, host: '127.0.0.1' });
});

test('the public address follows the port, and an empty variable counts as unset', () => {
  expect(readStartConfig({ PORT: '4100', DATABASE_URL: '', PUBLIC_URL: '' }).publicUrl).toBe(
    'http://localhost:4100',
  );
});

test.each([
  ['a port that is none', { PORT: 'http' }, /PORT must be a port number/u],
  ['two services on one port', { PORT: '3001' }, /three different ports/u],
  [
    'a database of another kind',
    { DATABASE_URL: 'mysql://u:secret@h/d' },
    /DATABASE_URL must begin with postgresql/u,
  ],
  ['two wrong variables at once', { PORT: '0', START_WORKER: 'no' }, /PORT.*START_WORKER/u],
])('%s is refused', (_, env, words) => {
  expect(() => readStartConfig(env)).toThrow(words);
  expect(() => readStartConfig(env)).not.toThrow(/secret/u);
});

test('calls from afar need a key', () => {
  expect(() => readRemoteConfig({})).toThrow(/PREFERABLY_API_KEY must be an API key/u);
  expect(readRemoteConfig({ PREFERABLY_API_KEY: 'k', PREFERABLY_URL: 'https://x.example/' }).url).toBe(
    'https://x.example',
  );
});
