import { expect, test } from '@playwright/test';
import { admin, annotator } from './support/accounts.ts';

test('a page behind the session leads to sign-in and back again', async ({ page }) => {
  await page.goto('/account');
  await expect(page).toHaveURL('/sign-in?next=%2Faccount');
  await page.getByLabel('E-mail').fill(annotator.email);
  await page.getByLabel('Password').fill(annotator.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/account');
  await expect(page.getByRole('heading', { name: annotator.name })).toBeVisible();
  await page.getByRole('button', { name: 'Account menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');
});

test('a wrong password and an unknown address read the same, and too many tries have to wait', async ({
  page,
}) => {
  await page.goto('/sign-in');
  const alert = page.getByRole('form').or(page.locator('form')).getByRole('alert');
  const attempt = async (email: string) => {
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('certainly-not-it');
    await page.keyboard.press('Enter');
    await expect(alert).toBeVisible();
    return alert.innerText();
  };
  const known = await attempt(admin.email);
  const unknown = await attempt('nobody@example.org');
  expect(known).toBe('This e-mail and password do not belong together. Check both and try again.');
  expect(unknown).toBe(known);
  for (let tries = 0; tries < 6 && !(await page.getByText('Too many attempts').isVisible()); tries++) {
    await attempt(admin.email);
  }
  await expect(
    page.getByText('Too many attempts. Wait until the button is back, then try again.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /Wait \d+ s/u })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled({ timeout: 15_000 });
});

test('the language is chosen before signing in and kept', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: '한국어' }).click();
  await expect(page.getByRole('heading', { name: '로그인' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
});
