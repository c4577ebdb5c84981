import { expect, test } from '@playwright/test';
import { contentSecurityPolicy } from './content-security.ts';

test('a built page runs scripts with its nonce only; development may reload and evaluate', () => {
  expect(contentSecurityPolicy('n', false)).toContain("script-src 'self' 'nonce-n' 'strict-dynamic';");
  expect(contentSecurityPolicy('n', false)).not.toContain('unsafe-eval');
  expect(contentSecurityPolicy('n', true)).toContain("'unsafe-eval'");
});
