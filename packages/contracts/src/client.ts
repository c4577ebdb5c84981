import { z } from 'zod';
import { Problem } from './common.ts';
import type { Endpoint } from './endpoint.ts';

/**
 * A failed call: the server's problem details, or what went wrong on the way there (`status` 0). Below 400 the call went
 * well, but the answer cannot be read.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | null;
  constructor(status: number, problem: Problem | null, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }
}

export interface ClientOptions {
  /** Scheme and host, without a trailing slash; empty in a browser (same origin). */
  baseUrl?: string;
  headers?: () => Record<string, string>;
  fetch?: typeof fetch;
}

type Part<Name extends string, Schema extends z.ZodType> = Schema extends z.ZodUndefined
  ? { [K in Name]?: undefined }
  : { [K in Name]: z.input<Schema> };

export type CallInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<'params', P> &
  Part<'query', Q> &
  Part<'body', B> & {
    /** For endpoints that stream: JSON lines as text, bytes or a stream. */
    lines?: string | Uint8Array | ReadableStream<Uint8Array>;
    signal?: AbortSignal;
    keepalive?: boolean;
  };

export type Client = ReturnType<typeof createClient>;

/** Calls endpoints over HTTP and checks every reply against the same schema the server used. */
export function createClient(options: ClientOptions = {}) {
  const { baseUrl = '', headers = () => ({}) } = options;
  const send = options.fetch ?? ((input, init) => fetch(input, init));

  return async function call<
    P extends z.ZodType,
    Q extends z.ZodType,
    B extends z.ZodType,
    R extends z.ZodType,
  >(endpoint: Endpoint<P, Q, B, R>, input: CallInput<P, Q, B>): Promise<z.output<R>> {
    const url = baseUrl + address(endpoint.path, input.params, input.query);
    const body = endpoint.streams
      ? input.lines
      : input.body === undefined
        ? undefined
        : JSON.stringify(input.body);
    const type = endpoint.streams ? 'application/x-ndjson' : 'application/json';
    let response: Response;
    try {
      response = await send(url, {
        method: endpoint.method,
        headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers() },
        credentials: 'same-origin',
        signal: input.signal ?? null,
        keepalive: input.keepalive ?? false,
        ...(body === undefined
          ? {}
          : {
              body: body as NonNullable<RequestInit['body']>,
              ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
            }),
      });
    } catch (cause) {
      if (input.signal?.aborted) throw cause;
      throw new ApiError(0, null, `no answer from ${baseUrl || 'the server'} (${endpoint.name})`);
    }
    if (!response.ok) throw await errorOf(response, endpoint.name);
    try {
      return endpoint.reply.parse(await response.json());
    } catch (cause) {
      if (input.signal?.aborted) throw cause;
      // Cut off on the way, a proxy's page, or a service of another version: to who asked it is no answer.
      const words = `${endpoint.name}: an answer that cannot be read (${wordsOf(cause)})`;
      throw new ApiError(response.status, null, words, { cause });
    }
  };
}

function address(path: string, params: unknown, query: unknown): string {
  const filled = path.replace(/:(\w+)/gu, (_, name: string) => {
    const value = (params as Record<string, unknown> | undefined)?.[name];
    if (value === undefined) throw new TypeError(`${path} needs the parameter ${name}`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query as Record<string, unknown> | undefined) ?? {})) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size > 0 ? `${filled}?${search}` : filled;
}

function wordsOf(cause: unknown): string {
  if (!(cause instanceof z.ZodError)) return cause instanceof Error ? cause.message : String(cause);
  const [issue] = cause.issues;
  return issue ? `${issue.path.join('.')}: ${issue.message}` : cause.message;
}

async function errorOf(response: Response, name: string): Promise<ApiError> {
  const text = await response.text();
  let problem: Problem | null = null;
  try {
    problem = Problem.parse(JSON.parse(text));
  } catch {
    // A proxy's page or the auth library's own shape: the status has to do.
  }
  const issues = problem?.issues?.map((i) => `${i.path}: ${i.message}`).join('; ');
  const words = [problem?.detail ?? problem?.title ?? response.statusText, issues]
    .filter(Boolean)
    .join(' – ');
  return new ApiError(response.status, problem, `${name}: ${response.status} ${words}`.trim());
}
