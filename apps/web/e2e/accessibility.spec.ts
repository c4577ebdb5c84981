import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { Locale } from '@preferably/domain';
import { everyPage } from './support/every-page.ts';
import { testPages } from './support/known.ts';
import { eachLabelState, nothingLeft } from './support/label-states.ts';
import { enter, go, type Theme, themes, type Who } from './support/visit.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Pages = Awaited<ReturnType<typeof everyPage>> & {
  noWork: string;
  test: Awaited<ReturnType<typeof testPages>>;
};
let pages: Pages;
test.beforeAll(async () => {
  pages = { ...(await everyPage()), noWork: await nothingLeft(), test: await testPages() };
});
test.afterAll(() => pages?.end());

/** Everything there is to look at, one after the other; `look` is called when it has settled. */
async function visitAll(
  browser: Browser,
  locale: Locale,
  theme: Theme,
  look: (page: Page, what: string) => Promise<void>,
) {
  const visit = async (who: Who | null, paths: readonly string[]) => {
    const page = await enter(browser, who, locale, theme);
    for (const path of paths) {
      await go(page, path);
      await look(page, path);
    }
    return page;
  };
  const visitor = await visit(null, ['/sign-in']);
  const manager = await visit('admin', pages.managed);
  const annotator = await visit('annotator', ['/']);
  await eachLabelState(annotator, { ...pages.label, noWork: pages.noWork, test: pages.test }, look);
  for (const page of [visitor, manager, annotator]) await page.context().close();
}

async function violations(page: Page, only?: string): Promise<string[]> {
  // No page holds a frame; without legacy mode every look opens a page of its own only to join the frames.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], preload: false });
  const { violations: found } = await (only ? axe.withRules(only) : axe.withTags(rules)).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

/** A theme is nothing but colours: the same page in the other one differs in its contrasts alone. */
async function inOtherTheme(page: Page, theme: Theme, look: () => Promise<void>) {
  const set = (to: Theme) =>
    page.evaluate((value) => {
      document.documentElement.dataset.theme = value;
      return new Promise((resolve) => requestAnimationFrame(resolve));
    }, to);
  await set(themes.find((each) => each !== theme) ?? theme);
  await look();
  await set(theme);
}

/** How many pixels the page is too wide, and which boxes scroll without a way to them by keyboard. */
const overflow = (page: Page) =>
  page.evaluate(() => {
    const reachable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const scrolls = (box: Element) => {
      const { overflowX, overflowY } = getComputedStyle(box);
      const free = (value: string) => value === 'auto' || value === 'scroll';
      return (
        (free(overflowX) && box.scrollWidth > box.clientWidth + 1) ||
        (free(overflowY) && box.scrollHeight > box.clientHeight + 1)
      );
    };
    const root = document.scrollingElement;
    return {
      tooWide: Math.max(0, (root?.scrollWidth ?? 0) - innerWidth),
      outOfReach: [...document.querySelectorAll('body *')]
        .filter(
          (box) =>
            box.checkVisibility() && scrolls(box) && !box.matches(reachable) && !box.querySelector(reachable),
        )
        .map((box) => `${box.tagName} ${box.className}`),
    };
  });

async function reflows(page: Page, what: string): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const resize = async (width: number, height: number, deviceScaleFactor: number) => {
    const metrics = { width, height, deviceScaleFactor, mobile: false };
    await client.send('Emulation.setDeviceMetricsOverride', metrics);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
  };
  const fits = (size: string) =>
    expect
      .configure({ soft: true })
      .poll(() => overflow(page), { message: `${what}, ${size}`, timeout: 5000 })
      .toEqual({ tooWide: 0, outOfReach: [] });
  // WCAG 1.4.10, and a window of 1280 px at 200 % (1.4.4).
  await resize(320, 640, 1);
  await fits('320 px');
  await resize(640, 400, 2);
  await fits('200 %');
  await resize(1280, 800, 1);
  await client.detach();
}

for (const [locale, theme] of [
  ['en', 'light'],
  ['ko', 'dark'],
] as const) {
  test(`every page passes axe in both themes and reflows, ${locale}`, async ({ browser }) => {
    // Every page there is: on a busy machine it takes longer than the limit of a test that visits a few.
    test.setTimeout(900_000);
    await visitAll(browser, locale, theme, async (page, what) => {
      expect.soft(await violations(page), what).toEqual([]);
      await inOtherTheme(page, theme, async () => {
        expect.soft(await violations(page, 'color-contrast'), `${what}, other theme`).toEqual([]);
      });
      await reflows(page, what);
    });
  });
}
