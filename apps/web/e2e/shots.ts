// Pictures for people to look at: E2E_SHOTS=1 npx playwright test --project shots. They end in e2e/shots/.
import path from 'node:path';
import { type BrowserContext, type Page, test } from '@playwright/test';
import { annotator, sessionFile } from './support/accounts.ts';
import { origin } from './support/origin.ts';
import { makeProject } from './support/service.ts';
import { guidelines, helpfulnessRows, safetyRows } from './support/shot-rows.ts';

const folder = path.join(import.meta.dirname, 'shots');
const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } } as const;
const looks = [
  { size: 'wide', locale: 'en', theme: 'light' },
  { size: 'wide', locale: 'ko', theme: 'dark' },
  { size: 'wide', locale: 'en', theme: 'dark' },
  { size: 'wide', locale: 'ko', theme: 'light' },
  { size: 'narrow', locale: 'en', theme: 'light' },
  { size: 'narrow', locale: 'ko', theme: 'dark' },
  { size: 'narrow', locale: 'en', theme: 'dark' },
  { size: 'narrow', locale: 'ko', theme: 'light' },
] as const;

let projects: { helpfulness: string; safety: string };

test.beforeAll(async () => {
  projects = {
    helpfulness: (
      await makeProject('helpfulness', helpfulnessRows, { name: 'Assistant v2 helpfulness', ...guidelines })
    ).projectId,
    safety: (await makeProject('safety', safetyRows, { name: 'Assistant v2 safety', ...guidelines }))
      .projectId,
  };
});

async function dress(context: BrowserContext, look: (typeof looks)[number]) {
  const { hostname: domain } = new URL(origin);
  await context.addCookies([
    { name: 'locale', value: look.locale, domain, path: '/' },
    { name: 'theme', value: look.theme, domain, path: '/' },
  ]);
}

for (const look of looks) {
  const name = `${look.size}-${look.locale}-${look.theme}`;
  const fullPage = look.size === 'narrow';
  const shoot = (page: Page, what: string) =>
    page.screenshot({ path: path.join(folder, `${what}-${name}.png`), fullPage });

  test(`pages, ${name}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const outside = await browser.newContext({ baseURL: origin, viewport: sizes[look.size] });
    await dress(outside, look);
    const door = await outside.newPage();
    await door.goto('/sign-in');
    await shoot(door, 'sign-in');
    await outside.close();

    const context = await browser.newContext({
      baseURL: origin,
      viewport: sizes[look.size],
      storageState: sessionFile('annotator'),
    });
    await dress(context, look);
    const page = await context.newPage();
    await page.goto('/');
    await page.locator('article').first().waitFor();
    await shoot(page, 'home');

    await page.goto(`/label/${projects.helpfulness}`);
    await page.locator('#step-1').waitFor();
    await shoot(page, 'label');
    await page.keyboard.press('g');
    await page.keyboard.press('2');
    await shoot(page, 'label-chosen');
    await page.keyboard.press('c');
    await shoot(page, 'label-dialog');

    await page.goto(`/label/${projects.safety}`);
    await page.locator('#step-1').waitFor();
    for (const key of ['2', 'w', 'o', 'Enter']) await page.keyboard.press(key);
    await shoot(page, 'safety');
    if (look.theme === 'light') {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await shoot(page, 'keys');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.keyboard.press('x');
      await page.getByRole('dialog').waitFor();
      await shoot(page, 'skip');
      await page.goto('/account');
      await page.getByRole('heading', { name: annotator.name }).waitFor();
      await shoot(page, 'account');
    }
    await context.close();
  });
}
