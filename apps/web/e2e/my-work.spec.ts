// My work: what was judged is found again, changed until its batch closes, and read by a reviewer with every revision.
import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { claimNext, getMyActivity, submitPreference, updateBatch } from '@preferably/contracts';
import type { Side } from '@preferably/domain';
import { annotator, sessionFile } from './support/accounts.ts';
import { origin } from './support/origin.ts';
import { rowsOf } from './support/rows.ts';
import { clientOf, guidelineTexts, makeProject, storedPreferences } from './support/service.ts';

test.use({ storageState: sessionFile('annotator'), timezoneId: 'Asia/Seoul' });

const nothingLeft = (page: Page) => expect(page.getByText('Nothing left for you here')).toBeVisible();
const saved = (page: Page) => expect(page.getByText(/^Saved \d/u)).toBeVisible();
const history = (page: Page) => page.getByRole('table', { name: 'What you judged and skipped' });

/** The row of a question; its link opens it. */
const rowOf = (page: Page, number: number) =>
  history(page).getByRole('row', { name: `What is number ${number}?` });

async function shownAsA(page: Page): Promise<Side> {
  const text = await page.getByRole('region', { name: 'Response A' }).innerText();
  return text.includes('alpha') ? 'a' : 'b';
}

/** Judges the comparisons of a new project by keyboard, and says which stored side was A in the first one. */
async function judgeThree(page: Page, votesWanted = 1) {
  const made = await makeProject('helpfulness', rowsOf(3), guidelineTexts, { votesWanted });
  await page.goto(`/label/${made.projectId}`);
  await expect(page.getByText('What is number 0?')).toBeVisible();
  const firstAsA = await shownAsA(page);
  for (const [number, key] of ['1', '7', '5'].entries()) {
    await expect(page.getByText(`What is number ${number}?`)).toBeVisible();
    await page.keyboard.press(key);
    await page.keyboard.press('Enter');
  }
  await nothingLeft(page);
  await saved(page);
  return { ...made, firstAsA };
}

async function openWork(page: Page, projectId: string) {
  await page.goto('/work');
  // The history is fetched by the browser: once it is there, the filters listen.
  await expect(history(page)).toBeVisible();
  await page.getByLabel('Project', { exact: true }).selectOption(projectId);
  await page.waitForURL(`**/work?project=${projectId}`);
  await expect(history(page).getByRole('row')).toHaveCount(4);
}

const activity = () => clientOf('annotator')(getMyActivity, { query: { timeZone: 'Asia/Seoul' } });

test('what was judged is counted, found by its words, and changed on the labeling screen', async ({
  page,
}) => {
  const before = (await activity()).today.judged;
  const { projectId, firstAsA } = await judgeThree(page);
  await page.getByRole('link', { name: 'My work' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My work' })).toBeVisible();
  const tile = page.getByText('Judged today').locator('..');
  await expect(tile).toContainText(String(before + 3));
  await page.getByText('The same numbers as a table').click();
  const days = page.getByRole('table', { name: 'Your work of the last 14 days' });
  await expect(days.getByRole('row').nth(1).getByRole('cell').nth(1)).toHaveText(String(before + 3));

  await openWork(page, projectId);
  await expect(rowOf(page, 0)).toContainText('A is significantly better');
  await page.getByRole('searchbox', { name: 'Search' }).fill('NUMBER 0?');
  await page.keyboard.press('Enter');
  await expect(history(page).getByRole('row')).toHaveCount(2);
  await expect(page).toHaveURL(/search=NUMBER/u);
  await page.getByRole('searchbox', { name: 'Search' }).fill('number %');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await openWork(page, projectId);

  await rowOf(page, 0).getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Judging number 1 again')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'A is significantly better' })).toBeChecked();
  expect(await shownAsA(page)).toBe(firstAsA);
  await page.keyboard.press('8');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'My work' })).toBeVisible();
  await openWork(page, projectId);
  await expect(rowOf(page, 0)).toContainText('A is significantly better');

  await rowOf(page, 0).getByRole('link').click();
  await expect(page.getByText('Judging number 1 again')).toBeVisible();
  await page.keyboard.press('8');
  await page.keyboard.press('Enter');
  await nothingLeft(page);
  await saved(page);
  expect(page.url()).toBe(`${origin}/label/${projectId}`);
  const stored = await storedPreferences(projectId);
  const first = stored.find((row) => row.prompt.at(-1)?.content === 'What is number 0?');
  expect([first?.side, first?.strength]).toEqual([firstAsA === 'a' ? 'b' : 'a', 'significantly_better']);
  expect(stored).toHaveLength(3);
  await openWork(page, projectId);
  await expect(rowOf(page, 0)).toContainText('B is significantly better');
  await expect(rowOf(page, 0)).toContainText('changed once');
  expect((await activity()).today.judged).toBe(before + 3);
});

test('a judgement is put aside for an earlier one and comes back as it was', async ({ page }) => {
  const { projectId, addBatch } = await judgeThree(page);
  await addBatch(rowsOf(2, 3));
  await openWork(page, projectId);
  await rowOf(page, 1).getByRole('link').click();
  await expect(page.getByText('Judging number 2 again')).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect(page.getByText('What is number 3?')).toBeVisible();
  await expect(page.getByText('Judging number 2 again')).toBeHidden();
  await page.keyboard.press('u');
  await expect(page.getByText('What is number 1?')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'A is better' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByText('What is number 3?')).toBeVisible();
});

test('a reviewer reads both revisions; a closed batch is to read only and tells the agreement', async ({
  page,
  browser,
}) => {
  const { projectId, batchId, firstAsA } = await judgeThree(page, 2);
  await openWork(page, projectId);
  await rowOf(page, 0).getByRole('link').click();
  await expect(page.getByText('Judging number 1 again')).toBeVisible();
  await page.keyboard.press('6');
  await page.keyboard.press('Enter');
  await nothingLeft(page);
  await saved(page);

  const context = await browser.newContext({ baseURL: origin, storageState: sessionFile('admin') });
  const reviewer = await context.newPage();
  await reviewer.goto(`/projects/${projectId}/comparisons`);
  await reviewer.getByRole('link', { name: 'What is number 0?' }).click();
  const judged = reviewer.getByRole('article', { name: annotator.name });
  const [was, is] = firstAsA === 'a' ? ['A', 'B'] : ['B', 'A'];
  const revisions = judged.getByRole('listitem').filter({ hasText: /Revision \d/u });
  await expect(revisions).toHaveCount(2);
  await expect(revisions.nth(0)).toContainText(`Prefers ${was}: Significantly better`);
  await expect(revisions.nth(0)).toContainText('replaced');
  await expect(revisions.nth(1)).toContainText(`Prefers ${is}: Slightly better`);
  await expect(revisions.nth(1)).toContainText(`the preferred response, from ${was} to ${is}`);
  await expect(revisions.nth(1)).toContainText('counts');
  await context.close();

  const admin = clientOf('admin');
  for (let n = 0; n < 3; n++) {
    const { assignment } = await admin(claimNext, { params: { projectId }, body: {} });
    if (!assignment) throw new Error('there was nothing left for the second judge');
    await admin(submitPreference, {
      params: { assignmentId: assignment.id },
      body: { id: randomUUID(), place: 'first', strength: 'better' },
    });
  }
  expect((await activity()).batches.filter((batch) => batch.projectId === projectId)).toEqual([]);
  await admin(updateBatch, { params: { projectId, batchId }, body: { state: 'closed' } });
  const told = (await activity()).batches.find((batch) => batch.projectId === projectId);
  expect(told?.agreement.pairs).toBe(3);

  await openWork(page, projectId);
  const agreement = page
    .getByRole('table', { name: 'Your agreement with others' })
    .getByRole('row')
    .filter({ hasText: told?.projectName ?? '' });
  await expect(agreement).toContainText(`${told?.agreement.agreeing} of 3`);
  await expect(rowOf(page, 0)).toContainText('batch closed');
  await rowOf(page, 0).getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Your judgement number 1' })).toBeVisible();
  await expect(page.getByText('Its batch is closed', { exact: false })).toBeVisible();
  await expect(page.getByText('B is slightly better')).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
});
