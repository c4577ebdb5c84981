import { expect, type Page, test } from '@playwright/test';
import { sessionFile } from './support/accounts.ts';
import { rowsOf } from './support/rows.ts';
import { makeProject, storedPreferences } from './support/service.ts';

test.use({ storageState: sessionFile('annotator') });

/** Which stored side the annotator sees as A. */
async function shownAsA(page: Page): Promise<'a' | 'b'> {
  const text = await page.getByRole('region', { name: 'Response A' }).innerText();
  return text.includes('alpha') ? 'a' : 'b';
}

const other = (side: 'a' | 'b') => (side === 'a' ? 'b' : 'a');
const question = (page: Page) => page.getByRole('region', { name: 'Prompt' }).innerText();

async function open(page: Page, projectId: string) {
  await page.goto(`/label/${projectId}`);
  await expect(page.getByRole('heading', { name: 'Which response is' })).toBeVisible();
}

test('three comparisons are judged with nothing but the keyboard, and stored as they were meant', async ({
  page,
}) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(3));
  await open(page, projectId);
  const wanted = [];
  const presses = [
    { key: '1', place: 'first', strength: 'significantly_better' },
    { key: '7', place: 'second', strength: 'better' },
    { key: '5', place: 'second', strength: 'negligibly_better' },
  ] as const;
  for (const { key, place, strength } of presses) {
    await expect(page.getByRole('heading', { name: 'Prompt' })).toBeFocused();
    const asA = await shownAsA(page);
    const asked = await question(page);
    wanted.push({
      prompt: /number \d/u.exec(asked)?.[0],
      side: place === 'first' ? asA : other(asA),
      strength,
      asA,
    });
    await page.keyboard.press(key);
    await expect(page.locator(`#step-${key}`)).toHaveAttribute('aria-checked', 'true');
    const saved = page.waitForResponse((r) => r.url().endsWith('/preference') && r.ok());
    await page.keyboard.press('Enter');
    await saved;
    await expect.poll(() => page.getByText(asked).count()).toBe(0);
  }
  await expect(page.getByText('Nothing left for you here')).toBeVisible();
  await expect(page.getByText('3 judged, 3 today')).toBeVisible();
  const stored = await storedPreferences(projectId);
  expect(
    stored.map((row) => ({
      prompt: /number \d/u.exec(row.prompt.at(-1)?.content ?? '')?.[0],
      side: row.side,
      strength: row.strength,
      asA: row.shown_first,
    })),
  ).toEqual(expect.arrayContaining(wanted));
  expect(stored).toHaveLength(3);
});

test('preferring the response marked unsafe is explained on the screen and not sent', async ({ page }) => {
  const { projectId } = await makeProject('safety', rowsOf(1));
  await open(page, projectId);
  const asA = await shownAsA(page);
  let sent = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/preference')) sent += 1;
  });
  for (const key of ['2', 'w', 'o', 'Enter']) await page.keyboard.press(key);
  await expect(
    page.getByText('You prefer A, but marked A unsafe and B safe.', { exact: false }),
  ).toBeVisible();
  expect(sent).toBe(0);
  for (const key of ['q', 'p', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByText('Nothing left for you here')).toBeVisible();
  const [row] = await storedPreferences(projectId);
  expect([row?.side, row?.strength]).toEqual([asA, 'better']);
  expect(row?.safety).toEqual(asA === 'a' ? { a: 'safe', b: 'unsafe' } : { a: 'unsafe', b: 'safe' });
});

test('Enter without a choice says what is missing and sends nothing', async ({ page }) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(1));
  await open(page, projectId);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Choose how much better one response is (1 to 8).')).toBeVisible();
  await expect(page.getByRole('radiogroup')).toHaveAttribute('aria-invalid', 'true');
});

test('arrows move along the scale without choosing, space chooses', async ({ page }) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(1));
  await open(page, projectId);
  const first = page.getByRole('radio', { name: 'A is significantly better' });
  const second = page.getByRole('radio', { name: 'A is better' });
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await expect(second).toBeFocused();
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await page.keyboard.press('Space');
  await expect(second).toBeChecked();
});

test('keys typed into the comment are text, Esc leaves it, and the comment does not choose', async ({
  page,
}) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(1));
  await open(page, projectId);
  await page.keyboard.press('m');
  const comment = page.getByLabel('Comment');
  await expect(comment).toBeFocused();
  await page.keyboard.type('1 fox, x');
  await expect(comment).toHaveValue('1 fox, x');
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(comment).not.toBeFocused();
  await page.keyboard.press('4');
  await expect(page.getByRole('radio', { name: 'A is negligibly better, or unsure' })).toBeChecked();
});

test('x and a digit skip; a written comment is asked about first', async ({ page }) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(2));
  await open(page, projectId);
  const before = await question(page);
  await page.keyboard.press('x');
  await expect(page.getByRole('dialog', { name: 'Why skip this comparison?' })).toBeVisible();
  await page.keyboard.press('3');
  await expect.poll(() => question(page)).not.toBe(before);
  await page.getByLabel('Comment').fill('words');
  await page.getByLabel('Comment').blur();
  await page.keyboard.press('x');
  await page.keyboard.press('1');
  await expect(page.getByText('You have written a comment.', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Skip anyway' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing left for you here')).toBeVisible();
});

test('a lost answer is asked for again by itself, and one preference is stored', async ({ page }) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(1));
  await open(page, projectId);
  const asA = await shownAsA(page);
  const ids: string[] = [];
  await page.route('**/preference', async (route) => {
    ids.push((route.request().postDataJSON() as { id: string }).id);
    if (ids.length > 1) return route.continue();
    // It arrives and is stored, but its answer is lost on the way back.
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.keyboard.press('6');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 judgement waits here', { exact: false })).toBeVisible();
  await expect(page.getByText('Nothing left for you here')).toBeVisible();
  await expect(page.getByText(/^Saved \d/u)).toBeVisible();
  expect(ids).toHaveLength(2);
  expect(ids[1]).toBe(ids[0]);
  const stored = await storedPreferences(projectId);
  expect(stored.map((row) => [row.side, row.strength])).toEqual([[other(asA), 'slightly_better']]);
});

test('a reload keeps the draft, and u opens the previous judgement to change it', async ({ page }) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(2));
  await open(page, projectId);
  await page.keyboard.press('3');
  await page.reload();
  await expect(page.getByRole('radio', { name: 'A is slightly better' })).toBeChecked();
  const asked = await question(page);
  const asA = await shownAsA(page);
  await page.keyboard.press('Enter');
  await expect.poll(() => question(page)).not.toBe(asked);
  await page.keyboard.press('u');
  await expect.poll(() => question(page)).toBe(asked);
  await page.keyboard.press('8');
  await page.keyboard.press('Enter');
  await expect.poll(() => question(page)).not.toBe(asked);
  await expect(page.getByText(/^Saved \d/u)).toBeVisible();
  const stored = await storedPreferences(projectId);
  expect(stored.map((row) => [row.side, row.strength])).toEqual([[other(asA), 'significantly_better']]);
});

test('c, g and ? open and close what they name', async ({ page }) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(1));
  await open(page, projectId);
  const guidelines = page.getByRole('complementary', { name: 'Guidelines, version 1' });
  await expect(guidelines).toBeHidden();
  await page.keyboard.press('g');
  await expect(guidelines).toBeVisible();
  await page.keyboard.press('g');
  await expect(guidelines).toBeHidden();
  await page.keyboard.press('c');
  await expect(page.getByText('Earlier answer 0')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByRole('radio', { checked: true, includeHidden: true })).toHaveCount(0);
});
