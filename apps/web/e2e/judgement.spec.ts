// What a project asks beside the scale, and what it does for those who judge.
import { expect, type Page, test } from '@playwright/test';
import {
  createGuidelineVersion,
  getProject,
  publishGuidelineVersion,
  updateProject,
} from '@preferably/contracts';
import { sessionFile } from './support/accounts.ts';
import { rowsOf } from './support/rows.ts';
import { clientOf, guidelineTexts, makeProject, storedPreferences } from './support/service.ts';

test.use({ storageState: sessionFile('annotator') });

const heading = (page: Page) => page.getByRole('heading', { name: 'Which response is' });
const choice = (code: string, en: string) => ({ code, label: { en } });
const admin = () => clientOf('admin');

test('categories, yes/no marks, the reason and an improvement, by keyboard, into the export', async ({
  page,
}) => {
  const { projectId } = await makeProject('safety', rowsOf(1));
  const { project } = await admin()(getProject, { params: { projectId } });
  const version = await admin()(createGuidelineVersion, {
    params: { setId: project.guidelineSetId },
    body: {
      texts: { en: '# How to judge' },
      categories: [choice('weapons', 'Weapons'), choice('hate', 'Hate')],
      chips: [choice('fails_task', 'Fails the task'), choice('made_up', 'Made-up fact')],
    },
  });
  await admin()(publishGuidelineVersion, { params: { versionId: version.id } });
  const body = { commentRequired: true, editStep: true };
  await admin()(updateProject, { params: { projectId }, body });

  await page.goto(`/label/${projectId}`);
  await expect(heading(page)).toBeVisible();
  await page.keyboard.press('w');
  await page.keyboard.press('o');
  await page.keyboard.press('7');
  await expect(page.getByText('You prefer the safe one', { exact: false })).toBeVisible();

  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: 'Weapons' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Hate' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('group', { name: 'B:' }).getByRole('button', { name: 'Made-up fact' }).focus();
  await page.keyboard.press('Space');

  await page.keyboard.press('e');
  const improved = page.getByRole('textbox', { name: 'Response B, improved' });
  await expect(improved).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('Improved by hand.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('This project asks for the reason', { exact: false })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  await expect(page.getByRole('textbox', { name: 'Comment' })).toBeFocused();
  await page.keyboard.insertText('A tells how.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Saved \d/u)).toBeVisible();

  const [row] = await storedPreferences(projectId);
  const other = row?.side === 'a' ? 'b' : 'a';
  expect(row).toMatchObject({
    safety: { [row?.side ?? '']: 'safe', [other]: 'unsafe' },
    categories: { [row?.side ?? '']: [], [other]: ['hate'] },
    chips: { [row?.side ?? '']: ['made_up'], [other]: [] },
    comment: 'A tells how.',
    edited: 'Improved by hand.',
  });
});

test('a flag is one key and one digit, and an admin says what becomes of it', async ({ page, browser }) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(2));
  await page.goto(`/label/${projectId}`);
  await expect(heading(page)).toBeVisible();
  await page.keyboard.press('f');
  await expect(page.getByRole('dialog')).toContainText('Show this comparison to an admin?');
  await page.keyboard.press('3');
  await expect(page.getByText('Flagged. An admin will look at it.')).toBeVisible();
  await expect(page.getByText('Flagged', { exact: true })).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 judged, 1 today')).toBeVisible();
  await expect(page.getByText(/^Saved \d/u)).toBeVisible();

  const context = await browser.newContext({ storageState: sessionFile('admin') });
  const desk = await context.newPage();
  await desk.goto(`/projects/${projectId}/flags`);
  await expect(desk.getByRole('row', { name: 'A response is broken' })).toBeVisible();
  await desk.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect(desk.getByText('No open flags')).toBeVisible();
  await desk.getByRole('link', { name: 'Looked at' }).click();
  await expect(desk.getByRole('row', { name: 'A response is broken' })).toContainText('Withdrawn');
  await context.close();
});

test('settings say what is wrong with them, and a project blurs its texts until they are asked for', async ({
  page,
  browser,
}) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(2), guidelineTexts);
  const context = await browser.newContext({ storageState: sessionFile('admin') });
  const desk = await context.newPage();
  await desk.goto(`/projects/${projectId}/settings`);
  await desk.getByLabel('Comparisons a day').fill('many');
  await desk.getByLabel('Blur the texts until they are asked for').check();
  await desk.getByRole('button', { name: 'Save settings' }).click();
  await expect(desk.getByText('A whole number from 1 to 100,000, or nothing.')).toBeVisible();
  await expect(desk.getByLabel('Comparisons a day')).toBeFocused();
  await desk.getByLabel('Comparisons a day').fill('');
  await desk.getByRole('button', { name: 'Save settings' }).click();
  await expect(desk.getByText('The settings are saved.')).toBeVisible();
  await context.close();

  await page.goto(`/label/${projectId}`);
  await expect(page.getByText('They are shown when you ask for them', { exact: false })).toBeVisible();
  await page.keyboard.press('3');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toBeHidden();
  await page.keyboard.press('v');
  await expect(heading(page)).toBeVisible();
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await page.keyboard.press('3');
  await page.keyboard.press('t');
  await expect(page.getByText('A break', { exact: true })).toBeVisible();
  await expect(heading(page)).toBeHidden();
  await page.keyboard.press('6');
  await page.keyboard.press('t');
  await expect(page.getByRole('radio', { name: 'A is slightly better' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByText('They are shown when you ask for them', { exact: false })).toBeVisible();
});
