// The guidelines are written by one person while another works under them: what is judged says what was read.
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { sessionFile } from './support/accounts.ts';
import { rowsOf } from './support/rows.ts';
import { makeProject, storedPreferences } from './support/service.ts';

// Without motion: axe would judge colours halfway from one to another.
test.use({ storageState: sessionFile('annotator'), contextOptions: { reducedMotion: 'reduce' } });

const texts = {
  name: '',
  en: '# How to judge\n\nBe fair. Length is no merit.\n\nRead both responses.',
  ko: '# 평가 방법\n\n공정하게 평가하세요.',
};
const longer = `${texts.en.replace('Be fair.', 'Be fair and **kind**.')}\n\nWhen in doubt, be kind.`;

const question = (page: Page) => page.getByRole('heading', { name: 'Which response is' });
const gate = (page: Page, version: number) =>
  page.getByRole('region', { name: `Guidelines, version ${version}` });
const confirm = (page: Page) => page.getByRole('button', { name: 'I have read these guidelines' });

/** Drafts the next version as an admin does on the pages: another text, a chip and a question. */
async function publishSecond(browser: Browser, baseURL: string | undefined, setId: string) {
  const context = await browser.newContext({ baseURL, storageState: sessionFile('admin') });
  const page = await context.newPage();
  await page.goto(`/guidelines/${setId}`);
  await page.getByRole('button', { name: 'Draft the next version' }).click();
  await expect(page.getByRole('heading', { name: 'Version 2, draft' })).toBeVisible();
  await page.getByLabel('Text in Markdown').fill(longer);
  await page.getByRole('button', { name: 'Begin with the usual ones' }).click();
  await expect(page.getByLabel('Code')).toHaveCount(6);
  await page.getByRole('button', { name: 'Remove: Fails the task' }).click();
  await page.getByRole('button', { name: 'Add a question' }).click();
  await expect(page.getByLabel('Label, English').last()).toBeFocused();
  await page.keyboard.type('Too long');
  await expect(page.getByLabel('Code').last()).toHaveValue('too_long');

  await page.getByRole('button', { name: 'Add a quiz question' }).click();
  await page.keyboard.type('Is a longer response better?');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('Write the answer in English.')).toHaveCount(2);
  await expect(page.getByText('Say which answer is the right one.')).toBeVisible();
  await expect(page.getByLabel('Answer 1, English')).toBeFocused();
  await page.keyboard.type('Always');
  await page.getByLabel('Answer 2, English').fill('Not by itself');
  await page.getByLabel('Answer 2 is right').check();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('The draft is saved.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Code').last()).toHaveValue('too_long');
  await expect(page.getByLabel('Answer 2 is right')).toBeChecked();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('button', { name: 'Publish for good' }).click();
  await expect(page.getByText('A published version never changes')).toBeVisible();
  await expect(page.getByText('too_long')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Not by itself' }).last()).toContainText('Right');
  await context.close();
}

test('before the first comparison the guidelines are read, and Enter on the button goes on', async ({
  page,
}) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(2), texts, { acknowledged: false });
  await page.goto(`/label/${projectId}`);
  await expect(gate(page, 1).getByText('Length is no merit.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Guidelines, version 1' })).toBeFocused();
  await expect(page.getByText('before your first comparison')).toBeVisible();
  await expect(page.getByRole('tab')).toHaveCount(0);
  // The keys of the workbench are nobody's here.
  for (const key of ['1', 'g', 'x', '?', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await confirm(page).focus();
  await page.keyboard.press('Enter');
  await expect(question(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Prompt' })).toBeFocused();
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await page.reload();
  await expect(question(page)).toBeVisible();
});

test('a version that is published while somebody works is read before the next comparison, and stamped on it', async ({
  page,
  browser,
  baseURL,
}) => {
  const { projectId, guidelineSetId } = await makeProject('helpfulness', rowsOf(3), texts);
  await page.goto(`/label/${projectId}`);
  await expect(question(page)).toBeVisible();
  await page.keyboard.press('2');
  await publishSecond(browser, baseURL, guidelineSetId);

  // The one that was begun is finished under the version it was shown with.
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Guidelines, version 2' })).toBeFocused();
  await expect(question(page)).toHaveCount(0);
  const changes = page.getByRole('tabpanel', { name: 'What changed since version 1' });
  await expect(changes.locator('ins').filter({ hasText: 'When in doubt, be kind.' })).toBeVisible();
  await expect(changes.getByText('Length is no merit.')).toBeVisible();
  await page.getByRole('tab', { name: 'Whole text' }).click();
  await expect(gate(page, 2).locator('strong')).toHaveText('kind');

  await confirm(page).click();
  await expect(page.getByText('Choose an answer.')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Always' })).toBeFocused();
  await page.keyboard.press('Space');
  await confirm(page).press('Enter');
  await expect(page.getByText('This answer is not right.')).toBeVisible();
  await expect(page.getByText('One answer is not right yet.', { exact: false })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Always' })).toBeFocused();
  await expect(question(page)).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Not by itself' })).toBeChecked();
  await expect(page.getByText('This answer is not right.')).toHaveCount(0);
  await confirm(page).press('Enter');
  await expect(question(page)).toBeVisible();

  for (let n = 0; n < 2; n++) {
    await expect(page.getByRole('heading', { name: 'Prompt' })).toBeFocused();
    await page.keyboard.press('7');
    await page.keyboard.press('Enter');
  }
  await expect(page.getByText('Nothing left for you here')).toBeVisible();
  const stored = await storedPreferences(projectId);
  expect(stored.map((row) => [row.strength, row.guideline_version]).toSorted()).toEqual([
    ['better', 1],
    ['better', 2],
    ['better', 2],
  ]);
});

test('the panel is searched by keyboard, and tells what changed', async ({ page, browser, baseURL }) => {
  const { projectId, guidelineSetId } = await makeProject('helpfulness', rowsOf(1), texts);
  await publishSecond(browser, baseURL, guidelineSetId);
  await page.goto(`/label/${projectId}`);
  await page.getByRole('radio', { name: 'Not by itself' }).check();
  await confirm(page).press('Enter');
  await expect(question(page)).toBeVisible();

  await page.keyboard.press('g');
  const panel = page.getByRole('complementary', { name: 'Guidelines, version 2' });
  const field = panel.getByRole('searchbox', { name: 'Search in the guidelines' });
  await panel.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Tab');
  await expect(field).toBeFocused();
  await page.keyboard.type('be KIND');
  await expect(panel.getByRole('status')).toHaveText('1 of 1');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('be');
  await expect(panel.getByRole('status')).toHaveText('1 of 2');
  const current = panel.locator('mark[data-current]');
  await expect(current).toHaveAttribute('data-match', '0');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('status')).toHaveText('2 of 2');
  await expect(current).toHaveAttribute('data-match', '1');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('status')).toHaveText('1 of 2');
  await page.keyboard.press('Shift+Enter');
  await expect(current).toHaveAttribute('data-match', '1');
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await expect(panel.locator('mark')).toHaveCount(0);
  await expect(field).toBeFocused();
  // Nothing that was typed was a key of the workbench.
  await page.keyboard.type('x1?g nothing');
  await expect(panel.getByRole('status')).toHaveText('Nothing found');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(page.getByText('Choose how much better', { exact: false })).not.toBeInViewport();

  await panel.getByRole('button', { name: 'What changed since version 1' }).click();
  await expect(panel.locator('ins').filter({ hasText: 'When in doubt' })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('on a narrow screen the guidelines fit, and Esc clears the search before it closes them', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 780 });
  const { projectId } = await makeProject('helpfulness', rowsOf(1), texts, { acknowledged: false });
  await page.goto(`/label/${projectId}`);
  await expect(confirm(page)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await confirm(page).click();
  await expect(question(page)).toBeVisible();
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Guidelines, version 1' });
  const field = dialog.getByRole('searchbox');
  await field.fill('fair');
  await expect(dialog.locator('mark')).toHaveText('fair');
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
