import { type NextRequest, NextResponse } from 'next/server';

/** Tells server components which page was asked for, so that the sign-in page can lead back to it. */
export function proxy(request: NextRequest) {
  const headers = new Headers(request.headers);
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ['/((?!_next/|favicon|icon).*)'] };
