import { createHash } from 'node:crypto';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { createUser, freezeSnapshot, listSnapshots, putMember } from '@preferably/contracts';
import { stateFolder } from './support/accounts.ts';
import { addJudged } from './support/judged.ts';
import { origin } from './support/origin.ts';
import { rowsOf } from './support/rows.ts';
import { clientOf, makeProject, signIn } from './support/service.ts';

const session = path.join(stateFolder, 'dataset-engineer.json');
let projectId = '';

test.describe.configure({ mode: 'serial' });

let page: Page;

test.beforeAll(async ({ browser, playwright }) => {
  const call = clientOf('admin');
  const who = { email: `datasets-${process.pid}@example.org`, password: 'an-engineers-password' };
  const { user } = await call(createUser, { body: { ...who, name: 'Data Engineer', role: 'engineer' } });
  await signIn(playwright.request, who, session);
  projectId = (await makeProject('helpfulness', rowsOf(1))).projectId;
  await call(putMember, { params: { projectId, userId: user.id }, body: { role: 'engineer' } });
  await addJudged(projectId, 24);
  const context = await browser.newContext({ storageState: session, baseURL: origin, locale: 'en' });
  page = await context.newPage();
});
test.afterAll(() => page?.context().close());

const preview = () => page.getByRole('region', { name: 'If you froze it now' });

/** Chooses by keyboard what has the focus. */
async function tick(name: string) {
  const choice = page.getByLabel(name, { exact: true });
  await choice.focus();
  await page.keyboard.press('Space');
  await expect(choice).toBeChecked();
}

test('an engineer sees what a filter leaves before freezing it, by keyboard', async () => {
  await page.goto(`/projects/${projectId}/snapshots/new`);
  await expect(preview()).toContainText('48 preferences');

  await page.locator('summary', { hasText: 'More filters' }).focus();
  await page.keyboard.press('Enter');
  const models = page.getByLabel('Models');
  await expect(models).toContainText('older: 12 preferences');
  await models.focus();
  await page.keyboard.type('careful and older');
  await expect(preview()).toContainText('12 preferences');
  await expect(preview()).toContainText('36');
  await page.keyboard.press('Home');
  await expect(preview()).toContainText('48 preferences');
  const languages = page.getByRole('group', { name: 'Languages' });
  await expect(languages).toContainText('ko16 preferences');
  await tick('ko');
  await expect(preview()).toContainText('16 preferences');
  await expect(preview()).toContainText('Languages that were not chosen32');

  await page.getByLabel('Agreement at least (%)').fill('20');
  await expect(preview()).toContainText('Something above cannot be read yet');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Enter a number from 50 to 100, or leave it empty.')).toBeVisible();
  await expect(page.getByLabel('Agreement at least (%)')).toBeFocused();
  await page.getByLabel('Agreement at least (%)').fill('');

  await expect(page.getByText('When the votes are even')).toHaveCount(0);
  await tick('One row by majority');
  await expect(page.getByText('When the votes are even')).toBeVisible();
  await expect(preview()).toContainText('4 preferences');
  await expect(preview()).toContainText('Comparisons whose votes are even8');

  await tick('CSV');
  await tick('Parquet');
  await page.getByLabel('Notes').fill('The **Korean** part.');
  await page.getByLabel('Name', { exact: true }).fill('Korean by majority');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Korean by majority' })).toBeVisible();
});

test('its page shows the filter in words, the files by format, examples and the dataset card', async () => {
  await page.goto(`/projects/${projectId}/snapshots`);
  await page.getByRole('link', { name: 'Korean by majority' }).click();
  await expect(page.getByText('Ready', { exact: true })).toBeVisible();
  const notes = page.locator('section', { has: page.getByRole('heading', { name: 'Notes' }) });
  await expect(notes.first().locator('strong', { hasText: 'Korean' })).toBeVisible();
  const filter = page
    .getByRole('region')
    .or(page.locator('section'))
    .filter({ hasText: 'One row by majority' });
  await expect(filter.first()).toContainText('Languagesko');

  const files = page.getByRole('table', { name: 'Files' });
  for (const format of ['Canonical JSON Lines', 'TRL, explicit prompt', 'CSV', 'Parquet', 'Manifest']) {
    await expect(files.getByRole('rowheader', { name: format })).toBeVisible();
  }
  await page.getByRole('tab', { name: 'Parquet' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('pd.read_parquet("export/');
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Dataset card' }) });
  await expect(card.locator('.prose :is(h3, h4)').first()).toBeVisible();
});

test('a link opens one file to somebody without an account, until it ends', async ({ playwright }) => {
  await page.goto(`/projects/${projectId}/snapshots`);
  await page.getByRole('link', { name: 'Korean by majority' }).click();
  await page.getByRole('button', { name: 'Make a link to canonical.jsonl' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('It works for').selectOption('1 day');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const url = await dialog.getByLabel('Link').inputValue();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const stranger = await playwright.request.newContext();
  const bytes = await (await stranger.get(url)).body();
  await stranger.dispose();
  const row = page.getByRole('row').filter({ hasText: 'canonical.jsonl' });
  await expect(row.locator('code')).toHaveText(createHash('sha256').update(bytes).digest('hex'));
});

test('the next snapshot takes the settings over, and the difference to its parent is told', async () => {
  await page.goto(`/projects/${projectId}/snapshots`);
  await page.getByRole('link', { name: 'Korean by majority' }).click();
  await page.getByRole('link', { name: 'Freeze the next one' }).click();
  await expect(page.getByLabel('Goes on from')).toContainText('Korean by majority');
  await expect(page.getByLabel('One row by majority', { exact: true })).toBeChecked();
  await expect(page.getByLabel('Parquet', { exact: true })).toBeChecked();
  await expect(page.getByLabel('ko', { exact: true })).toBeChecked();
  await tick('en');
  await expect(preview()).toContainText('20 preferences');
  await page.getByLabel('Name', { exact: true }).fill('Both languages');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Both languages' })).toBeVisible();
  await expect(page.getByText('goes on from')).toContainText('Korean by majority');

  await page.getByRole('link', { name: 'Show the difference' }).click();
  await expect(page.getByLabel('Compared with')).toContainText('Korean by majority');
  const counts = page.locator('section', { has: page.getByRole('heading', { name: 'Rows of both' }) });
  await expect(counts).toContainText('The same4 20%');
  await expect(counts).toContainText('Came in16 80%');
  const changes = page.getByRole('table', { name: 'Changes' });
  await expect(changes.getByRole('row')).toHaveCount(17);
  await changes.getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/comparisons\//u);
});

test('two snapshots of the same say that nothing changed, and another one is chosen by hand', async () => {
  const call = clientOf('admin');
  const { snapshots } = await call(listSnapshots, { params: { projectId } });
  const both = snapshots.find(({ name }) => name === 'Both languages');
  const { filter, aggregation } = both ?? {};
  const again = await call(freezeSnapshot, {
    params: { projectId },
    body: { name: 'Both again', filter, aggregation },
  });
  await page.goto(`/projects/${projectId}/snapshots/${again.id}/diff`);
  await expect(page.getByText('Nothing changed')).toBeVisible();
  await page.getByLabel('Compared with').selectOption('Korean by majority');
  await expect(page.getByRole('table', { name: 'Changes' })).toBeVisible();
});
