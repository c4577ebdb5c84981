// The test before the first comparison: taken by keyboard, failed, passed, and watched by an admin.
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { annotator, sessionFile } from './support/accounts.ts';
import { addKnown, makeTested, takeTest } from './support/known.ts';
import { origin } from './support/origin.ts';
import { rowsOf } from './support/rows.ts';
import { makeProject, storedPreferences } from './support/service.ts';

// Without motion: axe would judge colours halfway from one to another.
test.use({ storageState: sessionFile('annotator'), contextOptions: { reducedMotion: 'reduce' } });

const question = (page: Page) => page.getByRole('heading', { name: 'Which response is' });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 2, name });
const sound = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

/** Judges the comparison on the screen as its known answer says, or the other way round. */
async function judge(page: Page, right: boolean) {
  const text = await page.getByRole('region', { name: 'Response A' }).innerText();
  await page.keyboard.press(text.includes('alpha') === right ? '2' : '7');
  await page.keyboard.press('Enter');
}

async function asAdmin(browser: Browser, look: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ baseURL: origin, storageState: sessionFile('admin') });
  const page = await context.newPage();
  await look(page);
  await context.close();
}
const rowOfAnnotator = (page: Page) => page.getByRole('row', { name: annotator.email });

test('the test is read about, failed, passed and left behind by keyboard, and the members page tells it', async ({
  page,
  browser,
}) => {
  const rules = { comparisons: 3, passMark: 0.6, tries: 2 };
  const { projectId } = await makeTested(rules, { acknowledged: false });
  await page.goto(`/label/${projectId}`);
  await page.getByRole('button', { name: 'I have read these guidelines' }).press('Enter');

  await expect(heading(page, 'First a short test')).toBeFocused();
  await expect(page.getByText('You judge 3 comparisons whose answers are known.')).toBeVisible();
  await expect(page.getByText('To pass, 2 of 3 must agree')).toBeVisible();
  await expect(page.getByText('You have 2 tries, each with other comparisons.')).toBeVisible();
  // The keys of the workbench are nobody's here.
  for (const key of ['1', 'g', 'x', '?', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await sound(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Begin the test' })).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(page.getByText('Test, 1 of 3')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Prompt' })).toBeFocused();
  await expect(page.getByText('judged, ')).toHaveCount(0);
  await judge(page, false);
  await expect(page.getByText('Test, 2 of 3')).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByRole('dialog')).toContainText('counts as one that does not agree');
  await page.keyboard.press('1');
  await expect(page.getByText('Test, 3 of 3')).toBeVisible();
  await judge(page, true);

  await expect(heading(page, 'Not passed this time')).toBeFocused();
  await expect(page.getByText('1 of 3 agreed with the known answers. 2 are needed.').last()).toBeVisible();
  await expect(page.getByText('You have one more try, with other comparisons.')).toBeVisible();
  await sound(page);
  await asAdmin(browser, async (admin) => {
    await admin.goto(`/projects/${projectId}/members`);
    await expect(rowOfAnnotator(admin)).toContainText('Not passed yet');
    await expect(rowOfAnnotator(admin)).toContainText('1 of 3, 1 try');
  });

  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  for (const number of [1, 2, 3]) {
    await expect(page.getByText(`Test, ${number} of 3`)).toBeVisible();
    // A reload in the middle of a try leads back into it.
    if (number === 2) {
      await page.reload();
      await expect(page.getByText('Test, 2 of 3')).toBeVisible();
    }
    await judge(page, true);
  }
  await expect(heading(page, 'You have passed the test')).toBeFocused();
  await expect(page.getByText('3 of 3 agreed with the known answers.').last()).toBeVisible();
  await sound(page);
  await page.getByRole('button', { name: 'Start labeling' }).press('Enter');

  for (const number of [0, 1]) {
    await expect(page.getByText(`What is number ${number}?`)).toBeVisible();
    await expect(page.getByText(/^Test, /u)).toHaveCount(0);
    await judge(page, true);
  }
  await expect(page.getByText('Nothing left for you here')).toBeVisible();
  expect((await storedPreferences(projectId)).map((row) => row.side)).toEqual(['a', 'a']);
  await asAdmin(browser, async (admin) => {
    await admin.goto(`/projects/${projectId}/members`);
    await expect(rowOfAnnotator(admin)).toContainText('Passed');
    await expect(rowOfAnnotator(admin)).toContainText('3 of 3, 2 tries');
    await expect(admin.getByRole('button', { name: `Let in ${annotator.name}` })).toHaveCount(0);
  });
});

test('an admin asks for a test on the pages, is told what is missing, and lets somebody in who failed', async ({
  page,
  browser,
}) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(1));
  await asAdmin(browser, async (admin) => {
    await admin.goto(`/projects/${projectId}/settings`);
    await admin.getByLabel('Mixed into the work, in percent').fill('60');
    await admin.getByLabel('Comparisons in one try').fill('2');
    await admin.getByRole('button', { name: 'Save settings' }).click();
    await expect(admin.getByText('A number from 0 to 50.')).toBeVisible();
    await expect(admin.getByText('A whole number from 1 to 20, or nothing in all three.')).toBeVisible();
    await admin.getByLabel('Mixed into the work, in percent').fill('7');
    await admin.getByLabel('Pass mark in percent').fill('50');
    await admin.getByLabel('Tries').fill('1');
    await admin.getByRole('button', { name: 'Save settings' }).click();
    await expect(admin.getByText('The settings are saved.')).toBeVisible();
    await admin.reload();
    await expect(admin.getByLabel('Mixed into the work, in percent')).toHaveValue('7');
    await expect(admin.getByLabel('Pass mark in percent')).toHaveValue('50');

    await admin.goto(`/projects/${projectId}/members`);
    await expect(admin.getByText('There are too few comparisons for the test')).toBeVisible();
    await expect(rowOfAnnotator(admin)).toContainText('Not begun');

    await admin.goto(`/projects/${projectId}`);
    await admin.getByRole('button', { name: 'New batch' }).click();
    await admin.getByRole('textbox', { name: 'Name' }).fill('Shown first');
    await admin.getByLabel('What it is for').selectOption('Test: with known answers');
    await expect(admin.getByLabel('Judgements for each comparison')).toHaveCount(0);
    await admin.getByRole('button', { name: 'Create batch' }).click();
    await expect(admin.getByRole('row', { name: 'Shown first' })).toContainText('Test');
    await expect(admin.getByRole('button', { name: 'Open Shown first' })).toBeDisabled();
  });

  await page.goto(`/label/${projectId}`);
  await page.getByRole('button', { name: 'Begin the test' }).press('Enter');
  await expect(page.getByText('not enough comparisons for the test', { exact: false })).toBeVisible();

  await asAdmin(browser, async (admin) => {
    await admin.goto(`/projects/${projectId}/imports`);
    const judged = admin.getByLabel('These comparisons are already judged');
    await admin.getByLabel('Into the batch').selectOption('1. Week 1 (Open)');
    await judged.check();
    await admin.getByLabel('The judgements in this file are known answers').check();
    await expect(judged).not.toBeChecked();
    await admin.getByLabel('Into the batch').selectOption('2. Shown first (Draft, test)');
    await expect(judged).toHaveCount(0);
    await expect(admin.getByText('every line needs a judgement')).toBeVisible();
    const lines = rowsOf(3, 100).map((row, n) => JSON.stringify(n < 2 ? { ...row, preferred: 'b' } : row));
    await admin.getByLabel('File', { exact: true }).setInputFiles({
      name: 'test.jsonl',
      mimeType: 'application/x-ndjson',
      buffer: Buffer.from(lines.join('\n')),
    });
    await admin.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(admin.getByText('“test.jsonl” was imported')).toBeVisible();
    await expect(admin.getByRole('table', { name: 'Bad lines of test.jsonl' })).toContainText('3');
    await admin.goto(`/projects/${projectId}`);
    const row = admin.getByRole('row', { name: 'Shown first' });
    await expect(row).toContainText('2 with known answers');
    await row.getByRole('button', { name: 'Open Shown first' }).click();
    await expect(row.getByRole('cell', { name: 'Open', exact: true })).toBeVisible();
  });

  await takeTest(projectId, 'failed');
  await page.goto(`/label/${projectId}`);
  await expect(heading(page, 'You have not passed the test')).toBeFocused();
  await expect(page.getByText('No try is left.', { exact: false })).toBeVisible();
  await expect(question(page)).toHaveCount(0);

  await asAdmin(browser, async (admin) => {
    await admin.goto(`/projects/${projectId}/members`);
    await expect(rowOfAnnotator(admin)).toContainText('Failed, no try left');
    await admin.getByRole('button', { name: `Let in ${annotator.name}` }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Let in' }).click();
    await expect(rowOfAnnotator(admin)).toContainText('Let in by an admin');
  });
  await page.reload();
  await expect(question(page)).toBeVisible();
  await expect(page.getByText(/^Test, /u)).toHaveCount(0);
});

test('on a narrow screen the test fits, and known answers in the work look like any other comparison', async ({
  page,
  browser,
}) => {
  await page.setViewportSize({ width: 390, height: 780 });
  const { projectId } = await makeTested({ comparisons: 1, passMark: 1, tries: 1 });
  await page.goto(`/label/${projectId}`);
  await expect(heading(page, 'First a short test')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await asAdmin(browser, async (admin) => {
    await addKnown(projectId, 'work', rowsOf(2, 200));
    await admin.goto(`/projects/${projectId}`);
    await expect(admin.getByRole('row', { name: 'Known answers' })).toContainText('2 with known answers');
  });
  await page.getByRole('button', { name: 'Begin the test' }).click();
  await expect(page.getByText('Test, 1 of 1')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
