import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { sessionFile } from './support/accounts.ts';
import { addJudged } from './support/judged.ts';
import { frozen, leaveModel, scoresOf } from './support/models.ts';
import { rowsOf } from './support/rows.ts';
import { makeProject } from './support/service.ts';
import { enter, go } from './support/visit.ts';

test.use({ storageState: sessionFile('admin') });

let at: string;
let empty: string;

test.beforeAll(async () => {
  const { projectId } = await makeProject('helpfulness', rowsOf(1));
  await addJudged(projectId, 40);
  const snapshotId = await frozen(projectId, 'Week 1');
  const leave = (name: string, accuracy: number, scores: string) =>
    leaveModel({ projectId, snapshotId, name, accuracy, scores });
  await leave('Small margin', 0.62, scoresOf(240, 3));
  await leave('Large margin', 0.71, scoresOf(240, 20));
  await leave('Another split', 0.55, scoresOf(12, 4, 900));
  at = `/projects/${projectId}/models`;
  empty = `/projects/${(await makeProject('safety', rowsOf(1))).projectId}/models`;
});

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('a project without a model says how it gets one', async ({ page }) => {
  await page.goto(empty);
  await expect(page.getByText('No model yet')).toBeVisible();
  await page.getByRole('link', { name: 'Go to the runs' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  await page.goto(`${empty}/compare`);
  await expect(page.getByText('Nothing to compare with')).toBeVisible();
});

test('a model is promoted by keyboard, another one takes its place, and that is undone', async ({ page }) => {
  await page.goto(at);
  await expect(row(page, 'Large margin')).toContainText('71.0%');
  await expect(row(page, 'Large margin')).toContainText('65.0%–76.0%');
  await page.getByRole('link', { name: 'Small margin' }).press('Enter');
  await page.getByRole('button', { name: 'Promote' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('It becomes the model that this project uses');
  await dialog.getByRole('button', { name: 'Promote' }).press('Enter');
  await expect(page.getByText('This model is promoted now.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Demote' })).toBeVisible();

  await page.goto(at);
  await page.getByRole('link', { name: 'Large margin' }).click();
  await page.getByRole('button', { name: 'Promote' }).click();
  await expect(dialog).toContainText('takes the place of Small margin');
  await dialog.getByRole('button', { name: 'Promote' }).click();
  await expect(page.getByText('This model is promoted now.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('This model is promoted now.')).toHaveCount(0);
  await page.goto(at);
  await expect(row(page, 'Small margin')).toContainText('Promoted');
  await expect(row(page, 'Large margin')).toContainText('Candidate');
});

test('an archived model stands last, and is restored', async ({ page }) => {
  await page.goto(at);
  await page.getByRole('link', { name: 'Another split' }).click();
  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByText('This model is archived. Its files stay.')).toBeVisible();
  await page.goto(at);
  await expect(page.getByRole('row').last()).toContainText('Another split');
  await page.getByRole('link', { name: 'Another split' }).click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('button', { name: 'Archive' })).toBeVisible();
});

test('a model says where it comes from and how it is loaded, and its files are to be had', async ({
  page,
}) => {
  await page.goto(at);
  await page.getByRole('link', { name: 'Large margin' }).click();
  const lineage = page.getByRole('region', { name: 'Where it comes from' }).or(page.locator('section'));
  await expect(lineage.getByRole('link', { name: 'Week 1' }).first()).toBeVisible();
  await expect(page.getByText('22,713,217 trained of 22,713,217')).toBeVisible();
  await expect(page.getByRole('tabpanel')).toContainText('preferably -- model download');
  await page.getByRole('tab', { name: 'transformers' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('AutoModelForSequenceClassification');
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download model/model.safetensors' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('model.safetensors');
  expect(readFileSync(await download.path(), 'utf8')).toBe('w'.repeat(90_000));
});

test('two models are compared in a sentence and in figures, and the choice is in the address', async ({
  page,
}) => {
  await page.goto(at);
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByLabel('Model B').selectOption('Large margin');
  await expect(page.getByText(/Large margin is better by 28\.3 points on these 240 pairs/u)).toBeVisible();
  await expect(page.getByText('+28.3 points')).toBeVisible();
  await expect(page).toHaveURL(/compare\?a=.*&b=/u);
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(page.getByText('-28.3 points')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Model A')).toContainText('Large margin');
  await page.getByLabel('Model A').selectOption('Another split');
  await expect(page.getByText(/cannot be compared/u)).toBeVisible();
});

test('nothing is cut off on a phone, in either language', async ({ browser }) => {
  for (const locale of ['en', 'ko'] as const) {
    const page = await enter(browser, 'admin', locale, 'light');
    const shots = process.env.E2E_MODEL_SHOTS;
    await go(page, at);
    const address = async (name: string) => await page.getByRole('link', { name }).getAttribute('href');
    const [model, other] = [await address('Large margin'), await address('Small margin')];
    const [a, b] = [other, model].map((path) => path?.split('/').at(-1));
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const [name, path] of [
        ['list', at],
        ['model', model as string],
        ['compare', `${at}/compare?a=${a}&b=${b}`],
        ['empty', empty],
      ] as const) {
        await go(page, path);
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        expect(tooWide, `${path} at ${width}`).toBe(false);
        if (shots) await page.screenshot({ path: `${shots}/${name}-${locale}-${width}.png`, fullPage: true });
      }
    }
    await page.context().close();
  }
});
