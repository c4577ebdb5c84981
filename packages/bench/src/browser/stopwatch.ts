import type { Page } from '@playwright/test';

/** Frames are only made for the page in front. */
const prompt = '[aria-labelledby="prompt-heading"]';

/**
 * Runs in the page: for every Enter, milliseconds from the key to the end of the first frame that shows another prompt.
 * The change is seen before the frame is laid out and painted; a message sent then arrives after that.
 */
const recorder = `(() => {
  const times = globalThis.benchTimes = [];
  const shown = () => document.querySelector('${prompt}')?.textContent;
  addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const before = shown();
    const look = () => {
      const now = shown();
      if (now === undefined || now === before) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.push(performance.now() - event.timeStamp);
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  }, { capture: true });
  performance.setResourceTimingBufferSize(10_000);
})()`;

/** To be called before the page is opened. */
export const installStopwatch = (page: Page) => page.addInitScript(recorder);

const timesOf = (page: Page) => page.evaluate<number[]>('globalThis.benchTimes');

/** Judges comparisons with a key and Enter, each key `pauseMs` after the last thing seen. Milliseconds for each. */
export async function judge(page: Page, count: number, pauseMs: number): Promise<number[]> {
  await page.bringToFront();
  const before = (await timesOf(page)).length;
  for (let n = 1; n <= count; n++) {
    await page.waitForTimeout(pauseMs);
    await page.keyboard.press(String(1 + (n % 8)));
    await page.waitForTimeout(pauseMs);
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (wanted) => (globalThis as { benchTimes?: number[] }).benchTimes?.length === wanted,
      before + n,
      { timeout: 30_000, polling: 50 },
    );
  }
  return (await timesOf(page)).slice(before);
}

/** How long the quickest request of the page to the service took, in milliseconds. */
export const quickestRequest = (page: Page) =>
  page.evaluate<number>(`Math.min(...performance.getEntriesByType('resource')
    .filter((entry) => entry.name.includes('/v1/')).map((entry) => entry.duration))`);
