import { expect, type Page } from '@playwright/test';
import { claimNext, skipAssignment } from '@preferably/contracts';
import type { testPages } from './known.ts';
import { rowsOf } from './rows.ts';
import { clientOf, type guidelineTexts, makeProject } from './service.ts';
import { settled } from './visit.ts';

/** The labeling page of a project whose one comparison the annotator has skipped. */
export async function nothingLeft(texts?: typeof guidelineTexts): Promise<string> {
  const { projectId } = await makeProject('helpfulness', rowsOf(1), texts);
  const call = clientOf('annotator');
  const { assignment } = await call(claimNext, { params: { projectId }, body: {} });
  await call(skipAssignment, {
    params: { assignmentId: assignment?.id ?? '' },
    body: { reason: 'other' },
  });
  return `/label/${projectId}`;
}

/**
 * The states of the labeling page, one after the other; `look` is called in each. What is pressed leaves the
 * comparisons unjudged, so that they can be walked through again.
 */
export async function eachLabelState(
  page: Page,
  at: { helpfulness: string; safety: string; noWork: string; test: Awaited<ReturnType<typeof testPages>> },
  look: (page: Page, what: string) => Promise<void>,
) {
  const open = async (path: string) => {
    await page.goto(path);
    await page.locator('#step-1').waitFor();
    await settled(page);
  };
  const inDialog = async (key: string, what: string) => {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await look(page, what);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  };

  await open(at.helpfulness);
  await look(page, 'label, ready');
  await page.keyboard.press('g');
  await expect(page.getByRole('complementary')).toBeVisible();
  await look(page, 'label, guidelines open');
  await page.keyboard.press('g');
  for (const key of ['2', 'c', 'd']) await page.keyboard.press(key);
  await page.locator('.diff-text').first().waitFor();
  await look(page, 'label, chosen, whole dialog, differences');
  await inDialog('?', 'label, keys');
  await inDialog('x', 'label, skip');
  await inDialog('f', 'label, flag');
  await page.context().setOffline(true);
  await page.locator('.lucide-cloud-off').waitFor();
  await look(page, 'label, offline');
  await page.context().setOffline(false);

  await open(at.safety);
  for (const key of ['2', 'w', 'o', 'Enter']) await page.keyboard.press(key);
  await page
    .getByRole('status')
    .filter({ has: page.locator('strong') })
    .waitFor();
  await look(page, 'label, contradiction');

  await page.goto(at.noWork);
  await page.locator('.lucide-circle-check').waitFor();
  await settled(page);
  await look(page, 'label, nothing left');

  for (const [what, path] of [
    ['before it begins', at.test.begin],
    ['after a failed try', at.test.failedTry],
    ['failed', at.test.failed],
  ] as const) {
    await page.goto(path);
    await page.locator('#test-heading').waitFor();
    await settled(page);
    await look(page, `label, test, ${what}`);
  }
  await open(at.test.begun);
  await page.locator('.lucide-clipboard-check').waitFor();
  await look(page, 'label, test, under way');
}
