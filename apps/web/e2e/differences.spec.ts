import { expect, test } from '@playwright/test';
import { sessionFile } from './support/accounts.ts';
import { makeProject, type Row } from './support/service.ts';

test.use({ storageState: sessionFile('annotator') });

const row = (id: string, response_a: string, response_b: string): Row => ({
  id,
  prompt: [{ role: 'user', content: `Say ${id}.` }],
  response_a,
  response_b,
});

test('the differences of similar responses are shown on demand, marked by more than colour', async ({
  page,
}) => {
  const { projectId } = await makeProject('helpfulness', [
    row('similar', 'The **quick** fox jumps over the dog.', 'The **lazy** fox jumps over the dog.'),
  ]);
  await page.goto(`/label/${projectId}`);
  const toggle = page.getByRole('button', { name: 'Differences' });
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await expect(page.locator('.diff-text')).toHaveCount(0);
  await page.keyboard.press('d');
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  const [removed, added] = [page.locator('.diff-text del'), page.locator('.diff-text ins')];
  await expect(removed).toHaveText(/^only in A: (quick|lazy) end\.$/u);
  await expect(added).toHaveText(/^only in B: (quick|lazy) end\.$/u);
  await expect(removed).toHaveCSS('text-decoration-line', 'line-through');
  await expect(added).toHaveCSS('text-decoration-line', 'underline');
  await toggle.click();
  await expect(page.locator('.diff-text')).toHaveCount(0);
  await expect(page.locator('.prose strong')).toHaveCount(2);
});

test('responses about other things offer no differences', async ({ page }) => {
  const { projectId } = await makeProject('helpfulness', [
    row('other', 'Cats sleep all day.', 'It costs five euros.'),
  ]);
  await page.goto(`/label/${projectId}`);
  await expect(page.locator('#step-1')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Differences' })).toHaveCount(0);
  await page.keyboard.press('d');
  await expect(page.locator('.diff-text')).toHaveCount(0);
});
