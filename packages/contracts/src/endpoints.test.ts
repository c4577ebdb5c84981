import type { Endpoint } from './endpoint.ts';
import * as contracts from './index.ts';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'reply' in value;

const endpoints = Object.entries<unknown>(contracts).filter((entry): entry is [string, Endpoint] =>
  isEndpoint(entry[1]),
);

test('there are endpoints', () => {
  expect(endpoints.length).toBeGreaterThan(30);
});

test('no two endpoints have one name, or one method and path', () => {
  const names = endpoints.map(([, e]) => e.name);
  // Whatever a parameter is called, it stands in the same place.
  const places = endpoints.map(([, e]) => `${e.method} ${e.path.replace(/:\w+/gu, ':')}`);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(places).size).toBe(places.length);
});

describe.each(endpoints)('%s', (exported, endpoint) => {
  test('is exported under its name and has a summary', () => {
    expect(endpoint.name).toBe(exported);
    expect(endpoint.summary).toMatch(/^[A-Z].*[^.]$/u);
  });

  test('lies under /v1 in small words', () => {
    expect(endpoint.path).toMatch(/^\/v1(?:\/(?:[a-z]+(?:-[a-z]+)*|:[a-z]\w*))+$/u);
  });

  test('has a schema for each parameter of its path and no other', () => {
    const named = [...endpoint.path.matchAll(/:(\w+)/gu)].map(([, name]) => name);
    const { params } = endpoint;
    const known = params && 'shape' in params ? Object.keys(params.shape as object) : [];
    expect(known.toSorted()).toEqual(named.toSorted());
  });

  test('takes a body or a stream of lines only where its method has one', () => {
    if (endpoint.streams) expect(endpoint.body).toBeUndefined();
    if (endpoint.method === 'GET' || endpoint.method === 'DELETE') {
      expect(endpoint.streams ?? false).toBe(false);
      expect(endpoint.body).toBeUndefined();
    }
  });
});
