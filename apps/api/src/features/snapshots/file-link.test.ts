import { isSigned, linkKeyOf, signLink } from './file-link.ts';

const key = linkKeyOf('a-secret-of-at-least-thirty-two-characters');
const link = {
  snapshotId: '019a0000-0000-7000-8000-000000000001',
  name: 'a/b.parquet',
  expires: 2_000_000_000,
};
const signature = signLink(key, link);

test('a link is known by its signature', () => {
  expect(isSigned(key, link, signature)).toBe(true);
});

test.each([
  ['another snapshot', { ...link, snapshotId: '019a0000-0000-7000-8000-000000000002' }, signature],
  ['another file', { ...link, name: 'a/c.parquet' }, signature],
  ['another time', { ...link, expires: link.expires + 1 }, signature],
  ['a shorter signature', link, signature.slice(0, -1)],
  ['no signature', link, ''],
  ['a signature of as many characters', link, 'A'.repeat(signature.length)],
  ['characters beyond ASCII', link, '…'.repeat(signature.length)],
])('a link with %s is not', (_, changed, given) => {
  expect(isSigned(key, changed, given)).toBe(false);
});

test('another secret signs otherwise', () => {
  expect(isSigned(linkKeyOf('another-secret-of-thirty-two-characters'), link, signature)).toBe(false);
});
