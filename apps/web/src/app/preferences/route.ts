import { locales } from '@preferably/domain';
import { NextResponse } from 'next/server';
import { z } from 'zod';
import { themes } from '../../lib/preferences.ts';

const Choice = z.union([
  z.strictObject({ locale: z.enum(locales) }),
  z.strictObject({ theme: z.enum(themes) }),
]);

/** Keeps the language or the appearance in a cookie of this browser. It says nothing about who is signed in. */
export async function POST(request: Request) {
  const choice = Choice.safeParse(await request.json().catch(() => null));
  if (!choice.success) return NextResponse.json({ ok: false }, { status: 400 });
  const response = NextResponse.json({ ok: true });
  const [name, value] =
    'locale' in choice.data ? ['locale', choice.data.locale] : ['theme', choice.data.theme];
  response.cookies.set(name as string, value as string, {
    path: '/',
    maxAge: 60 * 60 * 24 * 365,
    sameSite: 'lax',
    httpOnly: true,
  });
  return response;
}
