import { expect, type Page, test } from '@playwright/test';
import { sessionFile } from './support/accounts.ts';
import { rowsOf } from './support/rows.ts';
import { makeProject } from './support/service.ts';

test.use({ storageState: sessionFile('admin') });

/** What the browser refuses to load or run is said on the console, and nowhere else. */
function violations(page: Page): string[] {
  const said: string[] = [];
  page.on('console', (message) => {
    if (/content security policy|refused to/iu.test(message.text())) said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(String(error)));
  return said;
}

function expectPagePolicy(headers: Record<string, string>): string {
  const policy = headers['content-security-policy'] ?? '';
  const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule]));
  expect(rules.get('script-src')).toMatch(/^script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'$/u);
  for (const rule of [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ]) {
    expect(policy.split('; ')).toContain(rule);
  }
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['x-content-type-options']).toBe('nosniff');
  return policy;
}

test('every kind of page says what it may run, and runs within it', async ({ page }) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(1));
  const at = `/projects/${projectId}`;
  const said = violations(page);
  const policies = new Set<string>();
  const pages = [
    '/sign-in',
    '/',
    '/account',
    '/people',
    '/api-keys',
    '/guidelines',
    '/projects/new',
    at,
    ...['comparisons', 'imports', 'members', 'snapshots', 'snapshots/new', 'runs', 'runs/new'].map(
      (part) => `${at}/${part}`,
    ),
    `/label/${projectId}`,
    '/no-such-page',
    `${at}/no-such-page`,
  ];
  for (const each of pages) {
    const response = await page.goto(each, { waitUntil: 'networkidle' });
    policies.add(expectPagePolicy(response?.headers() ?? {}));
  }
  expect(policies.size, 'a nonce is never used twice').toBe(pages.length);
  expect(said).toEqual([]);
});

test('pages come to life under their policy', async ({ page }) => {
  const said = violations(page);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Account menu' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect(said).toEqual([]);
});

test('a script that is not of this answer does not run', async ({ page }) => {
  await page.goto('/account');
  const said = violations(page);
  await page.evaluate(() => {
    const script = document.createElement('div');
    script.innerHTML = '<img src="x:" onerror="window.ran = true">';
    document.body.append(script);
  });
  await expect.poll(() => said.length).toBeGreaterThan(0);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

test("the API's own answers are data: not framed, not run, not guessed at", async ({ request }) => {
  for (const path of [
    '/v1/health',
    '/v1/me',
    '/v1/snapshots/0190a000-0000-7000-8000-000000000000/files/canonical.jsonl',
    '/v1/openapi.json',
    '/api/auth/get-session',
  ]) {
    const headers = (await request.get(path)).headers();
    expect(headers['content-security-policy'], path).toMatch(/^default-src 'none'; frame-ancestors 'none'/u);
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['referrer-policy'], path).toBe('no-referrer');
  }
});
