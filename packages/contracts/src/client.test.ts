import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { ApiError, createClient } from './client.ts';
import { endpoint } from './endpoint.ts';

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: http.IncomingHttpHeaders;
  body: string;
}

let seen: Seen | null = null;
let answer: (response: http.ServerResponse) => void = (response) => response.end('{}');

const server = http.createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (part: string) => {
    body += part;
  });
  request.on('end', () => {
    seen = { method: request.method, url: request.url, headers: request.headers, body };
    answer(response);
  });
});
let baseUrl = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  seen = null;
  answer = (response) => response.end('{}');
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const anything = z.looseObject({});
const getThing = endpoint({
  name: 'getThing',
  summary: 'A thing with a part',
  method: 'GET',
  path: '/v1/things/:thingId/parts/:part',
  params: z.object({ thingId: z.string(), part: z.number() }),
  query: z.object({ word: z.string().optional(), limit: z.number().optional(), all: z.boolean().optional() }),
  reply: anything,
  status: 200,
});
const makeThing = endpoint({
  name: 'makeThing',
  summary: 'Make a thing',
  method: 'POST',
  path: '/v1/things',
  body: z.object({ name: z.string() }),
  reply: z.object({ id: z.int(), name: z.string() }),
  status: 201,
});
const sendLines = endpoint({
  name: 'sendLines',
  summary: 'Send lines',
  method: 'POST',
  path: '/v1/lines',
  streams: true,
  reply: anything,
  status: 201,
});

const answering = (status: number, body: string, type = 'application/json') => {
  answer = (response) => response.writeHead(status, { 'content-type': type }).end(body);
};
/** What the call throws; fails when it does not. */
const failure = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error: unknown) => error,
  );

describe('the request', () => {
  const addresses: [string, { word?: string; limit?: number; all?: boolean } | undefined, string][] = [
    ['without a query', undefined, ''],
    ['with an empty query', {}, ''],
    ['with values of every kind', { word: 'x', limit: 0, all: false }, '?word=x&limit=0&all=false'],
    ['without what is undefined', { word: undefined, limit: 5 } as { limit: number }, '?limit=5'],
    ['with what must be escaped', { word: 'a&b=ü ?' }, '?word=a%26b%3D%C3%BC+%3F'],
  ];
  test.each(addresses)('fills the address %s', async (_, query, search) => {
    await createClient({ baseUrl })(getThing, {
      params: { thingId: '../a/b?ü', part: 7 },
      query: query ?? {},
    });
    expect(seen).toMatchObject({
      method: 'GET',
      url: `/v1/things/..%2Fa%2Fb%3F%C3%BC/parts/7${search}`,
      body: '',
    });
    expect(seen?.headers['content-type']).toBeUndefined();
  });

  test('is not sent when a parameter of the path is missing', async () => {
    const params = { part: 7 } as { thingId: string; part: number };
    const error = await failure(createClient({ baseUrl })(getThing, { params, query: {} }));
    expect(error).toMatchObject({ message: '/v1/things/:thingId/parts/:part needs the parameter thingId' });
    expect(seen).toBeNull();
  });

  test('carries a JSON body and the headers that are asked for anew each time', async () => {
    answering(201, '{"id":1,"name":"x"}');
    let n = 0;
    const call = createClient({ baseUrl, headers: () => ({ 'x-api-key': `key ${++n}` }) });
    for (const key of ['key 1', 'key 2']) {
      await call(makeThing, { body: { name: 'ü' } });
      expect(seen).toMatchObject({ method: 'POST', url: '/v1/things', body: '{"name":"ü"}' });
      expect(seen?.headers).toMatchObject({ 'x-api-key': key, 'content-type': 'application/json' });
    }
  });

  const bytes = new TextEncoder().encode('{"a":1}\n{"a":2}\n');
  const lines: [string, string | Uint8Array | ReadableStream<Uint8Array>][] = [
    ['text', '{"a":1}\n{"a":2}\n'],
    ['bytes', bytes],
    ['a stream', new Blob([bytes.slice(0, 5), bytes.slice(5)]).stream()],
  ];
  test.each(lines)('carries lines given as %s', async (_, given) => {
    await createClient({ baseUrl })(sendLines, { lines: given });
    expect(seen).toMatchObject({ method: 'POST', url: '/v1/lines', body: '{"a":1}\n{"a":2}\n' });
    expect(seen?.headers['content-type']).toBe('application/x-ndjson');
  });
});

describe('the reply', () => {
  test('is given as the schema reads it', async () => {
    answering(201, '{"id":3,"name":"x","later":"unknown"}');
    const thing = await createClient({ baseUrl })(makeThing, { body: { name: 'x' } });
    expect(thing).toEqual({ id: 3, name: 'x' });
  });

  test.each([
    ['not what the schema says', '{"id":"three","name":"x"}', /cannot be read \(id: /u],
    ['no JSON, as a page of a proxy', '<html>Sign in</html>', /cannot be read \(.*JSON/u],
  ])('is refused when it is %s, and says why', async (_, body, why) => {
    answering(201, body);
    const error = await failure(createClient({ baseUrl })(makeThing, { body: { name: 'x' } }));
    expect(error).toMatchObject({ name: 'ApiError', status: 201, problem: null });
    expect((error as Error).message).toMatch(why);
  });
});

describe('a failure', () => {
  const problem = {
    type: 'urn:preferably:problem:conflict',
    title: 'conflict',
    status: 409,
    code: 'conflict',
    detail: 'it is there already',
  };

  test('with problem details is an ApiError that carries them', async () => {
    answering(409, JSON.stringify(problem), 'application/problem+json');
    const error = await failure(createClient({ baseUrl })(makeThing, { body: { name: 'x' } }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 409, problem, message: 'makeThing: 409 it is there already' });
  });

  test('of the request names what is wrong with each part', async () => {
    const issues = [
      { path: '/name', message: 'is too short' },
      { path: '/id', message: 'is missing' },
    ];
    answering(
      400,
      JSON.stringify({ ...problem, status: 400, code: 'invalid_request', detail: undefined, issues }),
    );
    const error = await failure(createClient({ baseUrl })(makeThing, { body: { name: '' } }));
    expect(error).toMatchObject({
      problem: { issues },
      message: 'makeThing: 400 conflict – /name: is too short; /id: is missing',
    });
  });

  const foreign: [string, number, string, string][] = [
    ["a proxy's page", 502, '<html>Bad Gateway</html>', 'makeThing: 502 Bad Gateway'],
    ['another JSON shape', 401, '{"message":"no"}', 'makeThing: 401 Unauthorized'],
    [
      'a code we do not know',
      409,
      '{"type":"x","title":"x","status":409,"code":"x"}',
      'makeThing: 409 Conflict',
    ],
    ['nothing', 503, '', 'makeThing: 503 Service Unavailable'],
  ];
  test.each(foreign)('answered with %s has its status and no problem', async (_, status, body, message) => {
    answering(status, body);
    const error = await failure(createClient({ baseUrl })(makeThing, { body: { name: 'x' } }));
    expect(error).toMatchObject({ name: 'ApiError', status, problem: null, message });
  });

  test('without any answer has status 0 and says whom it asked', async () => {
    answer = (response) => response.destroy();
    const error = await failure(createClient({ baseUrl })(makeThing, { body: { name: 'x' } }));
    expect(error).toMatchObject({
      name: 'ApiError',
      status: 0,
      problem: null,
      message: `no answer from ${baseUrl} (makeThing)`,
    });
  });

  test('by our own abort is the abort itself', async () => {
    const stop = new AbortController();
    answer = () => stop.abort();
    const call = createClient({ baseUrl })(makeThing, { body: { name: 'x' }, signal: stop.signal });
    expect(await failure(call)).toMatchObject({ name: 'AbortError' });
  });
});
