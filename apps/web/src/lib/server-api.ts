import { ApiError, type Client, createClient, getMe, type Me } from '@preferably/contracts';
import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { config } from './config.ts';

/** The API on behalf of whoever asked for the page: their cookies are passed on, nothing is cached. */
export const serverApi = cache(async (): Promise<Client> => {
  const jar = await cookies();
  return createClient({ baseUrl: config().apiUrl, headers: () => ({ cookie: jar.toString() }) });
});

/** Who asked for the page; null when nobody is signed in. One call a request, however many ask. */
export const currentMe = cache(async (): Promise<Me | null> => {
  const jar = await cookies();
  if (jar.size === 0) return null;
  try {
    const call = await serverApi();
    return await call(getMe, {});
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
});

/** For every page behind the session: the visitor, or on to the sign-in page and back here afterwards. */
export async function requireMe(): Promise<Me> {
  const me = await currentMe();
  if (me) return me;
  const path = (await headers()).get('x-path') ?? '/';
  redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** Turns the API's 404 (also: not yours to see) into the not-found page; other failures go to the error page. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 403)) notFound();
    if (error instanceof ApiError && error.problem?.code === 'invalid_request') notFound();
    throw error;
  }
}
