import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { burst, Connection, requestText } from './connection.ts';

const server = http.createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString();
  if (request.url === '/drop') return response.destroy();
  if (request.url === '/chunked') return response.write('x', () => response.end());
  const text = JSON.stringify({ body, cookie: request.headers.cookie, filler: 'ü'.repeat(100_000) });
  return response
    .writeHead(201, { 'content-length': Buffer.byteLength(text), 'set-cookie': 'a=b' })
    .end(text);
});
let address: URL;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const message = (path: string, body: unknown) =>
  requestText({ method: 'POST', path, headers: { host: 'localhost', cookie: 'c=d' }, body });

test('requests and answers of many bytes and letters beyond ASCII arrive whole, one after another', async () => {
  const connection = await Connection.open(address);
  for (const word of ['one', 'zwölf', '하나']) {
    const reply = await connection.send(message('/', { word }));
    expect(reply.status).toBe(201);
    expect(reply.head).toContain('set-cookie: a=b');
    expect(JSON.parse(reply.body)).toMatchObject({ body: JSON.stringify({ word }), cookie: 'c=d' });
  }
  connection.close();
});

test('a connection that the server drops fails the request instead of hanging', async () => {
  const connection = await Connection.open(address);
  await expect(connection.send(message('/drop', {}))).rejects.toThrow(/closed the connection|ECONNRESET/u);
});

test('an answer without a length is refused', async () => {
  const connection = await Connection.open(address);
  await expect(connection.send(message('/chunked', {}))).rejects.toThrow('without content-length');
  connection.close();
});

test('a port where nobody listens is an error', async () => {
  await expect(Connection.open(new URL('http://127.0.0.1:1'))).rejects.toThrow('ECONNREFUSED');
});

test('a burst sends every message once, over all the connections', async () => {
  const connections = await Promise.all([Connection.open(address), Connection.open(address)]);
  const sent: number[] = [];
  const used = new Set<Connection>();
  const seconds = await burst(connections, [1, 2, 3, 4, 5], async (connection, n) => {
    used.add(connection);
    await connection.send(message('/', n));
    sent.push(n);
  });
  expect(sent.toSorted()).toEqual([1, 2, 3, 4, 5]);
  expect(used.size).toBe(2);
  expect(seconds).toBeGreaterThan(0);
  for (const connection of connections) connection.close();
});

test('a failing message fails its burst', async () => {
  const connection = await Connection.open(address);
  const failing = burst([connection], ['/', '/drop', '/'], async (c, path) => {
    await c.send(message(path, {}));
  });
  await expect(failing).rejects.toThrow(/closed the connection|ECONNRESET/u);
});
