import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { sessionFile } from './support/accounts.ts';
import { rowsOf } from './support/rows.ts';
import { makeProject } from './support/service.ts';

test.use({ storageState: sessionFile('admin'), locale: 'en-GB' });

let answer = 204;
let reply = Promise.resolve();
const received: IncomingHttpHeaders[] = [];
const receiver = createServer((request, response) => {
  received.push(request.headers);
  request.resume().on('end', () => reply.then(() => response.writeHead(answer).end()));
});
test.beforeAll(() => new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve)));
test.afterAll(() => new Promise<void>((resolve) => receiver.close(() => resolve())));

test('a webhook is made, tried, sent again, switched off and deleted', async ({ page }) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(1));
  const { port } = receiver.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/hooks`;
  await page.goto(`/projects/${projectId}`);
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await expect(page.getByText('No webhook yet')).toBeVisible();

  await page.getByRole('button', { name: 'New webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address').fill('ftp://nowhere.invalid');
  await dialog.getByRole('button', { name: 'Make the webhook' }).click();
  await expect(dialog.getByText('Enter an address that begins with')).toBeVisible();
  await dialog.getByLabel('Address').fill(url);
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Signing secret')).toHaveValue(/^whsec_/u);
  await page.keyboard.press('Escape');
  await expect(dialog.getByText('It will not be shown again.')).toBeVisible();
  await dialog.getByRole('button', { name: 'I have noted it' }).click();

  await page.getByRole('button', { name: `Send a test to ${url}` }).click();
  const messages = page.getByRole('table', { name: `The newest messages to ${url}` });
  await expect(messages.getByRole('row').nth(1)).toContainText('Test messageDelivered1HTTP 204');
  expect(received[0]?.['webhook-signature']).toMatch(/^v1,/u);

  // The page looks while the receiver has not answered yet, and must not take that for the wait after a failure.
  answer = 500;
  let letGo = () => {};
  reply = new Promise((resolve) => {
    letGo = resolve;
  });
  await messages.getByRole('button', { name: 'Send again' }).click();
  await expect(messages.getByRole('row').nth(1)).toContainText('Being sent');
  await expect(messages.getByRole('row').nth(1)).not.toContainText('Next try');
  letGo();
  await expect(messages.getByRole('row').nth(1)).toContainText('HTTP 500');
  await expect(messages.getByRole('row').nth(1)).toContainText('Next try');

  await page.getByRole('button', { name: `Switch off ${url}` }).click();
  await expect(page.getByText('Off', { exact: true })).toBeVisible();
  await expect(messages.getByRole('row').nth(1)).toContainText('Given up');
  await page.getByRole('button', { name: `Delete ${url}` }).click();
  await dialog.getByRole('button', { name: 'Delete the webhook' }).click();
  await expect(page.getByText('No webhook yet')).toBeVisible();
});
