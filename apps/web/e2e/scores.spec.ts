// A fitted model comes back into the service: it scores, and people look at what it says.

import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { claimNext, createUser, listDisagreements, putMember } from '@preferably/contracts';
import { sessionFile, stateFolder } from './support/accounts.ts';
import { origin } from './support/origin.ts';
import { modelWithWork, probabilityOf, scored, takeScoring } from './support/scores.ts';
import { clientOf, signIn } from './support/service.ts';
import { enter, go } from './support/visit.ts';

test.use({ storageState: sessionFile('admin') });

type Made = Awaited<ReturnType<typeof modelWithWork>>;
const modelPage = ({ projectId, modelId }: Made) => `/projects/${projectId}/models/${modelId}`;
const queuePage = (made: Made) => `${modelPage(made)}/disagreements`;
const card = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const heading = (page: Page, question: number) =>
  page.getByRole('heading', { level: 2, name: new RegExp(`Question ${question}\\.`, 'u') });

async function modelWithScores(): Promise<Made> {
  const made = await modelWithWork();
  await scored(made.modelId, probabilityOf);
  return made;
}

test('an admin has comparisons scored, sees how far it is, and stops it; what is scored stays', async ({
  page,
}) => {
  const made = await modelWithWork();
  await page.goto(modelPage(made));
  const scores = card(page, 'Scores');
  await expect(scores.getByText('No scores yet')).toBeVisible();
  await expect(scores.getByText(/A worker makes them/u)).toBeVisible();
  await scores.getByLabel('Judged ones only').check();
  await scores.getByRole('button', { name: 'Start scoring' }).press('Enter');
  await expect(scores.getByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();

  const work = await takeScoring(probabilityOf);
  await expect(scores.getByRole('heading', { name: 'Scoring judged comparisons' })).toBeVisible();
  await work.score(30);
  await expect(scores.getByText('30 of 46 comparisons')).toBeVisible();
  await expect(scores.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '30');
  await scores.getByRole('button', { name: 'Stop' }).click();
  await expect(scores.getByText(/^Stopping: the worker ends/u)).toBeVisible();
  await work.stop();
  await expect(scores.getByText(/^The last scoring was stopped after 30 of 46/u)).toBeVisible();
  await expect(scores.getByText('Judged comparisons with a score').locator('..')).toContainText('30');

  await scores.getByLabel('Judged ones only').check();
  await scores.getByRole('button', { name: 'Start scoring' }).click();
  await expect(scores.getByText('0 of 16 comparisons')).toBeVisible();
  const rest = await takeScoring(probabilityOf);
  await rest.fail('the folder of the model does not open');
  await expect(scores.getByText('the folder of the model does not open')).toBeVisible();
  await scores.getByRole('button', { name: 'Start scoring' }).click();
  await expect(scores.getByText('0 of 26 comparisons')).toBeVisible();
  const last = await takeScoring(probabilityOf);
  while ((await last.score()) > 0);
  await last.end();
  await expect(scores.getByText(/^Last scoring: 26 of 26 scored/u)).toBeVisible();
  await expect(scores.getByText('Judged comparisons with a score').locator('..')).toContainText('46');
  await scores.getByRole('button', { name: 'Start scoring' }).click();
  await expect(
    scores.getByText('Every comparison of this kind has a score by this model already.'),
  ).toBeVisible();
});

test('the agreement stands beside the annotators’ own, without what the model was fitted on', async ({
  page,
}) => {
  const made = await modelWithScores();
  await page.goto(modelPage(made));
  const agreement = card(page, 'Agreement with the model');
  // Of the annotator's six judgements the model takes the side of two; nobody else judged them.
  const annotators = agreement.getByRole('table', { name: /By annotator$/u });
  const row = annotators.getByRole('row', { name: /Ann Otator/u });
  await expect(row).toContainText('33.3%');
  await expect(row).toContainText('6 judgements');
  await expect(row).toContainText('nobody else judged');
  const versions = agreement.getByRole('table', { name: /By guideline version$/u });
  await expect(versions.getByRole('row', { name: /^Version 1/u })).toContainText('0.0%');
  await expect(versions.getByRole('row', { name: /^Version 2/u })).toContainText('66.7%');
  const parts = annotators.getByRole('row', { name: /^Version/u });
  await expect(parts).toHaveCount(0);
  await row.getByRole('button', { name: 'Ann Otator' }).press('Enter');
  await expect(parts).toHaveCount(2);
  await expect(parts.last()).toContainText('3 judgements');
  await expect(agreement.getByText(/judged comparisons that the model was fitted on/u)).toBeVisible();
  await expect(agreement.getByText(/no proof against an annotator/u)).toBeVisible();
});

test('disagreements are decided by keyboard, the clearest first, and a decision is taken back', async ({
  page,
}) => {
  const made = await modelWithScores();
  await page.goto(modelPage(made));
  await page.getByRole('link', { name: 'Where it and people disagree' }).press('Enter');
  await expect(heading(page, 0)).toBeVisible();
  const panel = page.getByRole('region', { name: /Question/u });
  await expect(panel.getByText('Annotators: A (1 of 1)')).toBeVisible();
  await expect(panel.getByText('Model: B (98%)')).toBeVisible();
  await expect(panel.getByText('Alpha, for 0.')).toBeVisible();
  await expect(panel.getByText('Prefers A: Better')).toBeVisible();
  const listed = page.getByRole('region', { name: 'Disagreements' }).getByRole('listitem');
  const { disagreements } = await clientOf('admin')(listDisagreements, {
    params: { modelId: made.modelId },
    query: {},
  });
  const fittedOn = disagreements.filter((each) => each.fittedOn).length;
  expect(fittedOn).toBeGreaterThan(0);
  await expect(listed).toHaveCount(disagreements.length);
  await expect(listed.getByText('fitted on it')).toHaveCount(fittedOn);

  // On and back, by letters that stand where they stand on any layout.
  await page.keyboard.press('j');
  await expect(heading(page, 1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(heading(page, 0)).toBeFocused();

  await page.keyboard.press('1');
  await expect(page.getByText('The annotators are right: it stays as it was judged.')).toBeVisible();
  await expect(heading(page, 1)).toBeFocused();
  await expect(listed).toHaveCount(disagreements.length - 1);
  await page.keyboard.press('u');
  await expect(heading(page, 0)).toBeFocused();
  await expect(listed).toHaveCount(disagreements.length);

  await page.keyboard.press('1');
  await expect(heading(page, 1)).toBeFocused();
  await page.keyboard.press('2');
  await expect(page.getByText('One more annotator is given it.')).toBeVisible();
  await expect(heading(page, 2)).toBeFocused();
  await page.keyboard.press('3');
  await expect(page.getByText('Withdrawn: nobody is given it any more.')).toBeVisible();
  await expect(heading(page, 3)).toBeFocused();
  // A batch that is not open hands nothing out: that is said, and the comparison stays.
  await page.keyboard.press('j');
  const opened = page.locator('#disagreement');
  const before = await opened.innerText();
  await page.keyboard.press('2');
  await expect(page.getByText(/^The batch of this comparison is not open/u)).toBeVisible();
  expect(await opened.innerText()).toBe(before);

  await page.getByRole('link', { name: 'Decided' }).click();
  await expect(listed).toHaveCount(3);
  await listed.filter({ hasText: 'Question 2.' }).getByRole('button').click();
  await page.getByRole('button', { name: 'Take the decision back' }).click();
  await expect(listed).toHaveCount(2);
  // What somebody was given since is not taken back any more.
  const { assignment } = await clientOf('admin')(claimNext, {
    params: { projectId: made.projectId },
    body: {},
  });
  expect(assignment?.prompt.at(-1)?.content).toContain('Question 1.');
  await listed.filter({ hasText: 'Question 1.' }).getByRole('button').click();
  await page.getByRole('button', { name: 'Take the decision back' }).click();
  await expect(page.getByText(/^The decision can no longer be taken back/u)).toBeVisible();
  await page.getByRole('link', { name: /^Open \(/u }).click();
  await expect(heading(page, 2)).toBeVisible();
});

test('the last decision leaves an empty list, and an unscored model says what to do', async ({ page }) => {
  const made = await modelWithWork();
  await page.goto(queuePage(made));
  await expect(page.getByText('Nothing is scored yet')).toBeVisible();
  await page.getByRole('link', { name: 'To the model' }).click();
  await expect(card(page, 'Scores')).toBeVisible();

  await scored(made.modelId, (row) => (probabilityOf(row) < 0.05 ? 0.02 : null), 'judged');
  await page.reload();
  await expect(card(page, 'Scores').getByText(/comparisons could not be scored/u)).toBeVisible();
  await page.goto(queuePage(made));
  await page.getByRole('button', { name: 'The annotators are right' }).click();
  await expect(page.getByText('No disagreement is left')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(heading(page, 0)).toBeFocused();
});

test('a reviewer reads the disagreements and decides nothing', async ({ browser, playwright }) => {
  const made = await modelWithScores();
  const who = { email: `reader-${process.pid}@example.org`, password: 'a-readers-password' };
  const { user } = await clientOf('admin')(createUser, {
    body: { ...who, name: 'A Reader', role: 'reviewer' },
  });
  const params = { projectId: made.projectId, userId: user.id };
  await clientOf('admin')(putMember, { params, body: { role: 'reviewer' } });
  const session = path.join(stateFolder, 'reader.json');
  await signIn(playwright.request, who, session);
  const context = await browser.newContext({ baseURL: origin, storageState: session, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(queuePage(made));
  await expect(page.getByText('Admins decide what becomes of it.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Withdraw it' })).toHaveCount(0);
  await page.keyboard.press('3');
  await page.keyboard.press('j');
  await expect(heading(page, 1)).toBeFocused();
  await page.reload();
  await expect(heading(page, 0)).toBeVisible();
  await page.goto(modelPage(made));
  await expect(page.getByText('Engineers and admins start a scoring.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start scoring' })).toHaveCount(0);
  await context.close();
});

test('the next batch is filled with what the model is least sure of', async ({ page }) => {
  const made = await modelWithWork();
  await page.goto(`/projects/${made.projectId}`);
  await page.getByRole('button', { name: 'Fill from a model' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/none of them has a score by this model/u)).toBeVisible();
  await expect(dialog.getByRole('link', { name: 'To the model' })).toHaveAttribute('href', modelPage(made));
  await page.keyboard.press('Escape');

  await scored(made.modelId, probabilityOf, 'open');
  await page.getByRole('button', { name: 'Fill from a model' }).click();
  await expect(dialog.getByText(/10 comparisons can be taken, 10 of them scored/u)).toBeVisible();
  await dialog.getByRole('button', { name: 'Fill the batch' }).click();
  await expect(dialog.getByText('Give it a name.')).toBeVisible();
  await dialog.getByLabel('How many').fill('0');
  await dialog.getByLabel('Name').fill('Unsure first');
  await dialog.getByRole('button', { name: 'Fill the batch' }).click();
  await expect(dialog.getByText('A whole number from 1 to 100,000.')).toBeVisible();
  await dialog.getByLabel('How many').fill('3');
  await dialog.getByLabel('Name').press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('“Unsure first” holds 3 comparisons')).toBeVisible();
  await expect(page.getByRole('row', { name: /Unsure first/u })).toContainText('0 of 3');
  await expect(page.getByRole('row', { name: /Pool/u })).toContainText('0 of 7');
  await page.getByRole('link', { name: 'Look at them' }).click();
  for (const number of [100, 101, 102]) {
    await expect(page.getByRole('link', { name: new RegExp(`^Question ${number}\\.`, 'u') })).toBeVisible();
  }
});

test('on a phone one disagreement is looked at after the other, and nothing is cut off', async ({
  browser,
}) => {
  const made = await modelWithScores();
  const shots = process.env.E2E_SCORE_SHOTS;
  for (const [locale, theme] of [
    ['en', 'light'],
    ['ko', 'dark'],
  ] as const) {
    const page = await enter(browser, 'admin', locale, theme);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      const look = async (name: string) => {
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        expect(tooWide, `${name} at ${width}`).toBe(false);
        if (shots) await page.screenshot({ path: `${shots}/${name}-${locale}-${width}.png`, fullPage: true });
      };
      await go(page, modelPage(made));
      await look('model');
      await go(page, queuePage(made));
      await look('queue');
      if (width === 390) {
        // Nothing is open yet: a key decides about nothing.
        await page.keyboard.press('1');
        await page.getByRole('listitem').first().getByRole('button').click();
        await expect(heading(page, 0)).toBeFocused();
        await look('opened');
      }
      await go(page, `/projects/${made.projectId}`);
      await look('overview');
      await page.getByRole('button', { name: /^(Fill from a model|모델로 채우기)$/u }).click();
      await page
        .getByRole('dialog')
        .getByText(/can be taken|가져올 수 있으며/u)
        .waitFor();
      if (shots) await page.screenshot({ path: `${shots}/fill-${locale}-${width}.png` });
    }
    await page.context().close();
  }
});
