import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { sessionFile } from './support/accounts.ts';
import { everyPage } from './support/every-page.ts';
import { origin } from './support/origin.ts';

const looks = [
  { locale: 'en', theme: 'light' },
  { locale: 'en', theme: 'dark' },
  { locale: 'ko', theme: 'light' },
  { locale: 'ko', theme: 'dark' },
] as const;
/** 320 px is WCAG's reflow; 640 px is a window of 1280 px at 200 %. */
const narrow = [
  { width: 320, height: 640 },
  { width: 640, height: 400 },
];
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Pages = Awaited<ReturnType<typeof everyPage>>;
let pages: Pages;
test.beforeAll(async () => {
  pages = await everyPage();
});
test.afterAll(() => pages?.end());

async function open(browser: Browser, who: 'admin' | 'annotator' | null, look: (typeof looks)[number]) {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 1280, height: 800 },
    // Nothing is measured half faded in.
    reducedMotion: 'reduce',
    ...(who ? { storageState: sessionFile(who) } : {}),
  });
  const { hostname: domain } = new URL(origin);
  await context.addCookies(Object.entries(look).map(([name, value]) => ({ name, value, domain, path: '/' })));
  return { context, page: await context.newPage() };
}

/** Everything there is to look at, one after the other; `look` is called when it has settled. */
async function visitAll(
  browser: Browser,
  how: (typeof looks)[number],
  look: (page: Page, what: string) => Promise<void>,
) {
  const contexts: BrowserContext[] = [];
  const enter = async (who: 'admin' | 'annotator' | null) => {
    const { context, page } = await open(browser, who, how);
    contexts.push(context);
    return page;
  };
  const go = async (page: Page, path: string) => {
    await page.goto(path, { waitUntil: 'networkidle' });
    await look(page, path);
  };
  await go(await enter(null), '/sign-in');
  const manager = await enter('admin');
  for (const path of pages.managed) await go(manager, path);

  const page = await enter('annotator');
  await go(page, '/');
  const label = async (path: string) => {
    await page.goto(path);
    await page.locator('#step-1').waitFor();
  };
  const dialog = async (key: string, what: string) => {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await look(page, what);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  };
  await label(pages.label.helpfulness);
  await look(page, 'label');
  for (const key of ['2', 'c', 'd']) await page.keyboard.press(key);
  await page.locator('.diff-text').first().waitFor();
  await look(page, 'label, chosen, whole dialog, differences');
  await label(pages.label.safety);
  for (const key of ['2', 'w', 'o', 'Enter']) await page.keyboard.press(key);
  await look(page, 'label, safety, contradiction');
  await dialog('?', 'keys');
  await dialog('x', 'skip');
  for (const context of contexts) await context.close();
}

for (const how of looks) {
  test(`no page breaks WCAG 2.2 AA as far as axe sees, ${how.locale}, ${how.theme}`, async ({ browser }) => {
    await visitAll(browser, how, async (page, what) => {
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
      );
      expect.soft(found, what).toEqual([]);
    });
  });
}

for (const locale of ['en', 'ko'] as const) {
  test(`no page is wider than a narrow or an enlarged window, ${locale}`, async ({ browser }) => {
    await visitAll(browser, { locale, theme: 'light' }, async (page, what) => {
      for (const size of narrow) {
        await page.setViewportSize(size);
        const wide = await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth);
        expect.soft(wide, `${what} at ${size.width} px`).toBeLessThanOrEqual(0);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
    });
  });
}
