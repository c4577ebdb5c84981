import { expect, type Page, test } from '@playwright/test';
import type { Assignment } from '@preferably/contracts';
import { sessionFile } from './support/accounts.ts';
import { hostileRows } from './support/hostile-rows.ts';
import { origin } from './support/origin.ts';
import { guidelineTexts, makeProject } from './support/service.ts';

test.use({ storageState: sessionFile('annotator') });

/** From a comparison's arrival until its scale takes a key, on a busy machine. */
const usableWithin = 10_000;
const own = ['/_next/', '/v1/', '/label/', '/api/auth/', '/icon', '/?_rsc=', '/work?_rsc='].map(
  (path) => origin + path,
);

/** Whatever a response sets going beyond being shown, in the order it happens. */
async function watch(page: Page): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction('pwn', () => seen.push('a script ran'));
  page.on('dialog', (dialog) => {
    seen.push('a dialog was opened');
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!own.some((path) => request.url().startsWith(path)))
      seen.push(`asked for ${request.url().slice(0, 80)}`);
  });
  page.on('popup', () => seen.push('a window was opened'));
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith(`${origin}/label/`)) seen.push(`went to ${frame.url().slice(0, 80)}`);
  });
  page.on('pageerror', (error) => seen.push(`error: ${error.message.slice(0, 80)}`));
  // The policy is the second wall: what it has to stop has already come through the first.
  page.on('console', (message) => {
    if (/content security policy|refused to/iu.test(message.text()))
      seen.push('the policy had to stop something');
  });
  return seen;
}

/** What is wrong with the elements inside of everything that was rendered from the comparison. */
function faultsInPage(): string[] {
  const faults: string[] = [];
  const forbidden =
    'script, iframe, frame, object, embed, form, style, base, link, meta, img, picture, video, audio, template, button, input, foreignObject, use';
  for (const root of document.querySelectorAll('.prose')) {
    for (const element of root.querySelectorAll(forbidden))
      faults.push(`<${element.localName}> in the response`);
    for (const element of root.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (/^on/iu.test(name)) faults.push(`${name} on <${element.localName}>`);
        if (/url\(|fixed|sticky/iu.test(name === 'style' ? value : ''))
          faults.push(`style="${value.slice(0, 60)}"`);
        if (/^(?:src|srcset|srcdoc|action|formaction|data|xlink:href)$/iu.test(name))
          faults.push(`${name} on <${element.localName}>`);
      }
      if (element.hasAttribute('href') && element.localName !== 'a')
        faults.push(`href on <${element.localName}>`);
    }
    for (const link of root.querySelectorAll('a')) {
      if (!/^(?:https?:\/\/|mailto:)/u.test(link.getAttribute('href') ?? ''))
        faults.push('a link of another protocol');
      const said = (link.textContent ?? '').replaceAll('/', '');
      if (!said.includes(link.href.replaceAll('/', ''))) faults.push('a link without its target shown');
      if (!/noopener/u.test(link.rel)) faults.push('a link that keeps its opener');
    }
    if (getComputedStyle(root).unicodeBidi !== 'isolate') faults.push('directions are not isolated');
  }
  const { scrollWidth } = document.scrollingElement ?? { scrollWidth: 0 };
  if (scrollWidth > innerWidth) faults.push('the page is wider than its window');
  return faults;
}

test('no response does anything but be read', async ({ page }) => {
  expect(hostileRows.length).toBeGreaterThanOrEqual(60);
  // One at a time, so that what arrives is what is on the screen next.
  const { projectId } = await makeProject('helpfulness', hostileRows, guidelineTexts, { lookAhead: 0 });
  const names = new Map(hostileRows.map((row) => [row.response_b, row]));
  const seen = await watch(page);
  const unseen = new Set(hostileRows.map((row) => row.id));
  const arrived: Assignment[] = [];
  const met = new Set<string>();
  page.on('response', async (response) => {
    if (!response.url().endsWith('/hand') || !response.ok()) return;
    // Two requests on their way at the same time may bring the same one.
    for (const assignment of ((await response.json()) as { assignments: Assignment[] }).assignments) {
      if (met.has(assignment.id)) continue;
      met.add(assignment.id);
      arrived.push(assignment);
    }
  });
  const none = page.getByText('Nothing left for you here');

  await page.goto(`/label/${projectId}`);
  for (;;) {
    const settled = async () => arrived.length > 0 || (await none.isVisible());
    await expect.poll(settled, { intervals: [20, 50, 100] }).toBe(true);
    const assignment = arrived.shift();
    if (!assignment) break;
    const { first, second } = assignment.responses;
    const row = names.get(first ?? '') ?? names.get(second ?? '');
    if (!row) throw new Error('a comparison that was not imported');
    const started = Date.now();
    await test.step(row.id, async () => {
      await expect(page.getByText(row.response_b), row.id).toBeVisible();
      await page.keyboard.press('2');
      await expect(page.locator('#step-2'), row.id).toHaveAttribute('aria-checked', 'true');
      const took = Date.now() - started;
      expect.soft(took, `${row.id}: ms until usable`).toBeLessThan(usableWithin);
      expect.soft(await page.evaluate(faultsInPage), row.id).toEqual([]);
      const whole = names.get(first ?? '') ? second : first;
      if (row.response_a.length > 100_000) {
        const shown = await page.locator('.plain-text').evaluate((element) => element.textContent?.length);
        expect.soft(shown, `${row.id}: nothing is cut off`).toBe(whole?.length);
      }
      expect.soft(seen.splice(0), row.id).toEqual([]);
    });
    unseen.delete(row.id);
    await page.keyboard.press('x');
    await expect(page.getByRole('dialog'), row.id).toBeVisible();
    await page.keyboard.press('7');
  }
  expect([...unseen]).toEqual([]);
  expect(seen).toEqual([]);
});

test('clicking what a response offers opens nothing but what it showed', async ({ page, context }) => {
  const { projectId } = await makeProject('helpfulness', [
    {
      id: 'links',
      prompt: [{ role: 'user', content: 'Links?' }],
      response_a:
        '[one to click](javascript:pwn()) [two to click](data:text/html,x) [three to click](/preferences) [four to click](https://evil.example/)',
      response_b: 'None.',
    },
  ]);
  const seen = await watch(page);
  await context.route('https://evil.example/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<script>document.title = String(opener) + document.referrer</script>',
    }),
  );
  await page.goto(`/label/${projectId}`);
  for (const words of ['one', 'two', 'three']) await page.getByText(`${words} to click`).click();
  expect(seen).toEqual([]);
  const opened = context.waitForEvent('page');
  await page.getByText('four to click').click();
  await expect(await opened).toHaveTitle('null');
});
