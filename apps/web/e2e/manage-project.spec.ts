import { expect, type Page, test } from '@playwright/test';
import { createUser } from '@preferably/contracts';
import { annotator, sessionFile } from './support/accounts.ts';
import { rowsOf } from './support/rows.ts';
import { clientOf, guidelineTexts, makeProject } from './support/service.ts';

test.use({ storageState: sessionFile('admin') });

const english = '# How to judge\n\nPrefer the response that **helps** more.';

/** Guidelines of a test's own, written and published by hand. Ends on the page of the set. */
async function publishGuidelines(page: Page, name: string) {
  await page.goto('/guidelines');
  await page.getByRole('button', { name: 'New guideline set' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create and write' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('Write the English text first.')).toBeVisible();
  await page.getByLabel('Text in Markdown').fill(english);
  await expect(page.getByRole('region', { name: 'Preview' }).locator('strong')).toHaveText('helps');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('The draft is saved.')).toBeVisible();
  // What is typed while the list of versions still comes is not taken away by it.
  await page.getByLabel('Text in Markdown').fill(`${english} Always.`);
  await expect(page.getByRole('navigation', { name: 'Versions' })).toBeVisible();
  await expect(page.getByLabel('Text in Markdown')).toHaveValue(`${english} Always.`);

  await page.getByRole('button', { name: 'Publish…' }).click();
  await expect(dialog).toContainText('It can never be changed or withdrawn');
  await dialog.getByRole('button', { name: 'Publish for good' }).click();
  await expect(page.getByText('A published version never changes')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save draft' })).toHaveCount(0);
}

test('an admin writes guidelines, opens a project, fills a batch and releases it', async ({ page }) => {
  test.setTimeout(120_000);
  const name = `Managed ${Date.now()}`;
  await publishGuidelines(page, `${name} guidelines`);

  await page.goto('/projects/new');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await expect(page.getByLabel('Short name')).toHaveValue(name.toLowerCase().replace(' ', '-'));
  await page.getByLabel('Guideline set').selectOption(`${name} guidelines (version 1)`);
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();

  const pages = page.getByRole('navigation', { name: `Pages of ${name}` });
  await pages.getByRole('link', { name: 'Members' }).click();
  await page.getByLabel('Person').selectOption(`${annotator.name} – ${annotator.email}`);
  await page.getByRole('button', { name: 'Add to the project' }).click();
  await expect(page.getByRole('row', { name: annotator.email })).toBeVisible();

  await pages.getByRole('link', { name: 'Imports' }).click();
  const lines = rowsOf(3).map((row) => JSON.stringify(row));
  const text = [lines[0], '{"id": "broken"', lines[1], lines[2]].join('\n');
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name: 'week-1.jsonl', mimeType: 'application/x-ndjson', buffer: Buffer.from(text) });
  await page.getByLabel('Name of the new batch').fill('Week 1');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('“week-1.jsonl” was imported')).toBeVisible();
  const bad = page.getByRole('table', { name: 'Bad lines of week-1.jsonl' });
  await expect(bad.getByRole('row').nth(1)).toHaveText(/^2.*not JSON/u);
  const imported = page.getByRole('table', { name: 'Imports of the project' }).getByRole('row').nth(1);
  await expect(imported).toContainText('Week 1');
  await imported.getByRole('button', { name: 'Show the bad line' }).click();
  await expect(page.getByRole('table', { name: 'Bad lines of week-1.jsonl' })).toHaveCount(2);

  await pages.getByRole('link', { name: 'Comparisons' }).click();
  await expect(page.getByRole('row', { name: 'What is number 2?' })).toContainText('0 of 1');

  await pages.getByRole('link', { name: 'Overview' }).click();
  const batch = page.getByRole('row', { name: 'Week 1' });
  await expect(batch).toContainText('0 of 3');
  await batch.getByRole('button', { name: 'Open Week 1' }).click();
  await expect(batch.getByRole('cell', { name: 'Open', exact: true })).toBeVisible();
  await batch.getByRole('button', { name: 'Close Week 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(batch.getByRole('button', { name: 'Open Week 1' })).toHaveText('Reopen');
});

test('an annotator sees their own progress and none of what is managed', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, storageState: sessionFile('annotator') });
  const page = await context.newPage();
  for (const path of ['/people', '/projects/new']) {
    await page.goto(path);
    await expect(page.getByRole('main').getByText(/Only administrators/u)).toBeVisible();
  }
  await page.goto('/guidelines');
  await expect(page.getByText('Nothing here')).toBeVisible();
  await page.goto('/projects/00000000-0000-7000-8000-000000000000');
  await expect(page.getByText('Nothing here')).toBeVisible();
  await context.close();
});

test('a key’s secret and a one-time password are shown once, and Esc does not take them away', async ({
  page,
}) => {
  const project = `Pipeline ${Date.now()}`;
  await makeProject('helpfulness', rowsOf(1), { ...guidelineTexts, name: project });
  await page.goto('/api-keys');
  await page.getByRole('button', { name: 'New API key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await expect(dialog.getByText('Give it a name.')).toBeVisible();
  const name = `key ${Date.now()}`;
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Work', { exact: true }).check();
  await dialog.getByLabel('Only these').check();
  await dialog.getByLabel('Expires').selectOption('on a day…');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await expect(dialog.getByText('Choose at least one project, or all of them.')).toBeVisible();
  await expect(dialog.getByText('Choose a day from tomorrow on')).toBeVisible();
  await dialog.getByLabel(project, { exact: true }).check();
  await dialog.getByLabel('Last day').fill('2031-01-31');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const secret = await dialog.getByLabel('API key').inputValue();
  expect(secret.length).toBeGreaterThan(30);
  await page.keyboard.press('Escape');
  await expect(dialog.getByText('It will not be shown again.')).toBeVisible();
  await expect(dialog.getByLabel('API key')).toHaveValue(secret);
  await dialog.getByRole('button', { name: 'I have noted it' }).click();
  const row = page.getByRole('row', { name });
  await expect(row).toContainText('Work');
  await expect(row).toContainText(project);
  await expect(row).toContainText('Jan 31, 2031');
  await expect(page.getByText(secret)).toHaveCount(0);
  await row.getByRole('button', { name: `Revoke ${name}` }).click();
  await dialog.getByRole('button', { name: 'Revoke the key' }).click();
  await expect(row).toHaveCount(0);

  await page.goto('/people');
  await page.getByRole('button', { name: 'New account' }).click();
  await dialog.getByLabel('Name').fill('Rev Iewer');
  await dialog.getByLabel('E-mail').fill(`rev-${Date.now()}@example.org`);
  await dialog.getByLabel('Role').selectOption('Reviewer');
  await dialog.getByRole('button', { name: 'Open the account' }).click();
  await expect(dialog.getByLabel('One-time password')).not.toHaveValue('');
  await dialog.getByRole('button', { name: 'I have noted it' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('an admin erases somebody only after typing the address, and nothing of the person is left in the list', async ({
  page,
}) => {
  const email = `gone-${Date.now()}@example.org`;
  await clientOf('admin')(createUser, { body: { name: 'Soon Gone', email, role: 'annotator' } });
  await page.goto('/people');
  await page.getByRole('row', { name: email }).getByRole('button', { name: 'Erase Soon Gone' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Snapshots that were frozen before keep their files.');
  await dialog.getByLabel(`Type ${email}`).fill('somebody@example.org');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('This is not the address of this person.')).toBeVisible();
  await dialog.getByLabel(`Type ${email}`).fill(email);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('row', { name: email })).toHaveCount(0);
  await expect(page.getByRole('row', { name: 'Erased' }).first()).not.toContainText('Soon Gone');
});
