import type { Browser, Page } from '@playwright/test';
import type { Locale } from '@preferably/domain';
import { sessionFile } from './accounts.ts';
import { origin } from './origin.ts';

export type Who = 'admin' | 'annotator';
export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** A page of a browser of its own; with it, its context is closed. */
export async function enter(browser: Browser, who: Who | null, locale: Locale, theme: Theme): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 1280, height: 800 },
    // Nothing is measured half faded in.
    reducedMotion: 'reduce',
    ...(who ? { storageState: sessionFile(who) } : {}),
  });
  const { hostname: domain } = new URL(origin);
  await context.addCookies([
    { name: 'locale', value: locale, domain, path: '/' },
    { name: 'theme', value: theme, domain, path: '/' },
  ]);
  return context.newPage();
}

/** What is looked at is all there: its heading, what it fetches, its letters, and two frames to draw them in. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await document.fonts.ready;
    await frame();
  });
}

export async function go(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}
