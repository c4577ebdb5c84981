import { Cookies } from './cookies.ts';

test('cookies are sent until their age is over, and a newer one takes the place of an older', () => {
  let now = 1_000_000;
  const cookies = new Cookies(() => now);
  cookies.set('session=token.sig%3D; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax');
  cookies.set('copy=one==; Max-Age=60; Path=/');
  cookies.set('always=x');
  expect(cookies.header()).toBe('session=token.sig%3D; copy=one==; always=x');
  now += 59_999;
  expect(cookies.header()).toContain('copy=one==');
  now += 1;
  expect(cookies.header()).toBe('session=token.sig%3D; always=x');
  cookies.takeFrom('HTTP/1.1 200 OK\r\nset-cookie: copy=two; Max-Age=60\r\nSet-Cookie: always=y\r\ndate: x');
  expect(cookies.header()).toBe('session=token.sig%3D; copy=two; always=y');
  cookies.set('copy=; Max-Age=0');
  expect(cookies.header()).not.toContain('copy');
});
