import { type NextRequest, NextResponse } from 'next/server';
import { isDevelopment } from './lib/config.ts';
import { contentSecurityPolicy } from './lib/content-security.ts';

/**
 * Tells server components which page was asked for, so that the sign-in page can lead back to it, and gives every page
 * its content security policy. Next reads the nonce from the policy of the request and puts it on its own scripts.
 */
export function proxy(request: NextRequest) {
  const policy = contentSecurityPolicy(
    Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64'),
    isDevelopment,
  );
  const headers = new Headers(request.headers);
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('referrer-policy', 'no-referrer');
  response.headers.set('x-content-type-options', 'nosniff');
  return response;
}

export const config = { matcher: ['/((?!_next/|favicon|icon).*)'] };
