import { type Client, createClient } from '@preferably/contracts';
import { CliError, messageOf } from './errors.ts';

export interface Address {
  /** Where we call. */
  url: string;
  /** What browsers call it: sign-in accepts no other origin. */
  publicUrl: string;
}

export interface Session {
  client: Client;
  /** For calls that are no JSON endpoint, downloads for instance. */
  headers: Record<string, string>;
}

/** A client with an API key. */
export function keySession(url: string, apiKey: string): Session {
  const headers = { 'x-api-key': apiKey };
  return { client: createClient({ baseUrl: url, headers: () => headers }), headers };
}

const mostWaits = 30;

/**
 * Signs in as a person would. The service takes few sign-ins from one address in ten seconds and says how long to
 * wait; with many accounts in a row that is what we do. Null when e-mail and password do not fit.
 */
export async function signIn(
  address: Address,
  email: string,
  password: string,
  signal?: AbortSignal,
): Promise<Session | null> {
  for (let waits = 0; ; waits++) {
    let response: Response;
    try {
      response = await fetch(`${address.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: address.publicUrl },
        body: JSON.stringify({ email, password }),
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw new CliError(`no answer from ${address.url} at sign-in (${messageOf(error)})`);
    }
    await response.arrayBuffer();
    if (response.ok) return cookieSession(address, response);
    if (response.status === 401) return null;
    if (response.status !== 429 || waits >= mostWaits) {
      throw new CliError(`${address.url} refused the sign-in of ${email} (${response.status})`);
    }
    await pause(retryAfterMs(response.headers), signal);
  }
}

function cookieSession(address: Address, response: Response): Session {
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  const headers = { cookie: cookies.join('; '), origin: address.publicUrl };
  return { client: createClient({ baseUrl: address.url, headers: () => headers }), headers };
}

/** What the service asks for, between a moment and a minute; ten seconds is its window when it says nothing. */
export function retryAfterMs(headers: Headers): number {
  const seconds = Number(headers.get('x-retry-after') ?? headers.get('retry-after') ?? 10);
  return (Number.isFinite(seconds) ? Math.min(60, Math.max(0.5, seconds)) : 10) * 1000;
}

export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
