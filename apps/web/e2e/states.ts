// Pictures of every state of the labeling screen, for docs/screens/states: E2E_SHOTS=1 npx playwright test --project shots states
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import {
  createGuidelineVersion,
  fillHand,
  getProject,
  publishGuidelineVersion,
  updateBatch,
  updateProject,
} from '@preferably/contracts';
import type { Locale } from '@preferably/domain';
import { makeTested } from './support/known.ts';
import { nothingLeft } from './support/label-states.ts';
import { clientOf, makeProject } from './support/service.ts';
import { guidelines, helpfulnessRows, safetyRows, testRows } from './support/shot-rows.ts';
import { enter, settled } from './support/visit.ts';

const folder = path.resolve(import.meta.dirname, '../../../docs/screens/states');
const admin = () => clientOf('admin');

async function shoot(page: Page, name: string, locale: Locale) {
  await settled(page);
  const cdp = await page.context().newCDPSession(page);
  const { data } = await cdp.send('Page.captureScreenshot', { format: 'webp', quality: 60 });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}-${locale}.webp`), Buffer.from(data, 'base64'));
}

/** Lets no request to an address through until the function that it returns is called. */
async function holdBack(page: Page, url: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

const named = (
  dimension: 'helpfulness' | 'safety',
  settings = {},
  rows = dimension === 'safety' ? safetyRows : helpfulnessRows,
) => makeProject(dimension, rows, { name: `Assistant v2, ${dimension}`, ...guidelines }, settings);

async function secondVersion(projectId: string) {
  const { project } = await admin()(getProject, { params: { projectId } });
  const texts = {
    en: guidelines.en.replace('1. ', '1. Say what you looked up.\n1. '),
    ko: guidelines.ko.replace('1. ', '1. 찾아본 것을 밝히세요.\n1. '),
  };
  const words = (en: string, ko: string) => ({ en, ko });
  const quiz = [
    {
      question: words('Both responses are wrong. What now?', '두 응답이 모두 틀렸습니다. 어떻게 하나요?'),
      answers: [words('Skip it', '건너뛴다'), words('Prefer the less harmful one', '덜 해로운 쪽을 고른다')],
      correct: 1,
    },
  ];
  const version = await admin()(createGuidelineVersion, {
    params: { setId: project.guidelineSetId },
    body: { texts, quiz },
  });
  await admin()(publishGuidelineVersion, { params: { versionId: version.id } });
}

/** Whether the response that is the known answer stands first. */
async function startsWithKnown(page: Page): Promise<boolean> {
  const text = await page.locator('#response-first').innerText();
  return !testRows.some(({ response_b }) => text.includes(response_b.slice(0, 20)));
}

const themeOf = (locale: Locale) => (locale === 'en' ? 'light' : 'dark');
const at = ({ projectId }: { projectId: string }) => `/label/${projectId}`;

for (const locale of ['en', 'ko'] as const) {
  test(`every state of the labeling screen, ${locale}`, async ({ browser }) => {
    const page = await enter(browser, 'annotator', locale, themeOf(locale));
    const context = page.context();
    const work = page.locator('#step-1');

    // As many as are held at once, so that what its holder loses is all that there is for somebody else.
    const rows = [...helpfulnessRows, ...testRows.slice(0, 2)];
    const plain = await named('helpfulness', { leaseSeconds: 60, lookAhead: 2 }, rows);
    const handOut = await holdBack(page, '**/hand');
    await page.goto(at(plain));
    await page.locator('.animate-spin').first().waitFor();
    await shoot(page, 'loading', locale);
    handOut();
    await work.waitFor();
    await shoot(page, 'ready', locale);
    await page.keyboard.press('2');
    await page.keyboard.press('m');
    await page.keyboard.insertText(locale === 'en' ? 'A answers the question.' : 'A가 질문에 답합니다.');
    await shoot(page, 'drafting', locale);

    const letGo = await holdBack(page, '**/preference');
    await page.keyboard.press('Control+Enter');
    await shoot(page, 'submitting', locale);
    const stored = page.waitForResponse((r) => r.url().endsWith('/preference') && r.ok());
    letGo();
    await stored;
    await shoot(page, 'submitted', locale);
    await page.keyboard.press('u');
    await shoot(page, 'opened-again', locale);
    await page.keyboard.press('Escape');

    const judgeOffline = async () => {
      await context.setOffline(true);
      await page.keyboard.press('7');
      await page.keyboard.press('Enter');
      await page.locator('.lucide-cloud-off').waitFor();
    };
    await judgeOffline();
    await expect(
      page.getByRole('status').filter({ hasText: locale === 'en' ? 'given to' : '다른' }),
    ).toBeVisible();
    await shoot(page, 'lease-expiring', locale);
    // The sixty seconds of both end, and they go to somebody else.
    const params = { projectId: plain.projectId };
    await expect
      .poll(async () => (await admin()(fillHand, { params, body: { wanted: 2, known: [] } })).held.length, {
        timeout: 120_000,
      })
      .toBe(2);
    await context.setOffline(false);
    await page.getByRole('alert').filter({ hasText: /\S/u }).first().waitFor();
    const discard = page.getByRole('button', { name: locale === 'en' ? 'Discard it' : '버리기' });
    await discard.waitFor();
    await shoot(page, 'refused', locale);
    await discard.click();
    await discard.waitFor({ state: 'hidden' });
    await shoot(page, 'lease-lost', locale);

    await page.goto(at(await named('helpfulness', {}, rows)));
    await work.waitFor();
    await judgeOffline();
    await shoot(page, 'offline', locale);
    await context.setOffline(false);

    const safety = await named('safety');
    await page.goto(at(safety));
    await work.waitFor();
    for (const key of ['2', 'w', 'o', 'Enter']) await page.keyboard.press(key);
    await shoot(page, 'contradiction', locale);
    await page.keyboard.press('t');
    await shoot(page, 'paused', locale);
    await page.keyboard.press('t');
    const { projectId, batchId } = safety;
    await admin()(updateBatch, { params: { projectId, batchId }, body: { state: 'closed' } });
    await context.setOffline(true);
    await context.setOffline(false);
    await page.getByRole('alert').filter({ hasText: /\S/u }).first().waitFor();
    await shoot(page, 'batch-closed', locale);

    const changed = await named('helpfulness');
    await secondVersion(changed.projectId);
    await page.goto(at(changed));
    await page.getByRole('radio').first().waitFor();
    await shoot(page, 'guidelines-changed', locale);

    const blurred = await named('safety');
    await admin()(updateProject, { params: { projectId: blurred.projectId }, body: { blurred: true } });
    await page.goto(at(blurred));
    await page.locator('.lucide-eye').waitFor();
    await shoot(page, 'blurred', locale);
    await context.close();
  });

  test(`nothing is left, ${locale}`, async ({ browser }) => {
    const page = await enter(browser, 'annotator', locale, themeOf(locale));
    await page.goto(await nothingLeft({ name: 'Assistant v2, helpfulness', ...guidelines }));
    await page.locator('.lucide-circle-check').waitFor();
    await shoot(page, 'no-work-left', locale);
    await page.context().close();
  });

  test(`every state of the test, ${locale}`, async ({ browser }) => {
    const page = await enter(browser, 'annotator', locale, themeOf(locale));
    const rules = { comparisons: 3, passMark: 0.6, tries: 2 };
    const tested = await makeTested(rules, {
      texts: { name: 'Assistant v2, helpfulness', ...guidelines },
      rows: testRows,
    });
    await page.goto(at(tested));
    await page.locator('#test-heading').waitFor();
    await shoot(page, 'test-begin', locale);
    for (const known of [false, true]) {
      await page.locator('section button').click();
      for (let number = 1; number <= rules.comparisons; number++) {
        await page.getByText(locale === 'en' ? `Test, ${number} of` : `${number}번째`).waitFor();
        if (known && number === 2) await shoot(page, 'test-under-way', locale);
        // In the first try one of the three agrees, in the second all do.
        await page.keyboard.press((await startsWithKnown(page)) === (known || number === 1) ? '2' : '7');
        await page.keyboard.press('Enter');
      }
      await page.locator('#test-heading').waitFor();
      await shoot(page, known ? 'test-passed' : 'test-failed', locale);
    }
    await page.context().close();
  });
}
