// Nothing that was judged is lost, doubled or misplaced: at any speed, without a network, over a crash of the service.
import { randomUUID } from 'node:crypto';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { claimNext, fillHand, submitPreference, updateBatch } from '@preferably/contracts';
import { type Place, type Side, type Strength, scale, sideAt } from '@preferably/domain';
import { sessionFile } from './support/accounts.ts';
import { origin } from './support/origin.ts';
import { rowsOf } from './support/rows.ts';
import { clientOf, guidelineTexts, makeProject, storedPreferences, strikeApi } from './support/service.ts';

test.use({ storageState: sessionFile('annotator') });

interface Judged {
  number: string;
  side: Side;
  strength: Strength;
}

const heading = (page: Page) => page.getByRole('heading', { name: 'Which response is' });
const saved = (page: Page) => expect(page.getByText(/^Saved \d/u)).toBeVisible();

/** Opens the labeling page and waits until the whole hand is there, in the page and not only reserved. */
async function open(page: Page, projectId: string) {
  const filled = page.waitForResponse((r) => r.url().endsWith('/hand') && r.ok());
  await page.goto(`/label/${projectId}`);
  await (await filled).finished();
  await expect(heading(page)).toBeVisible();
}

/** What is asked and which side is A, read off the screen in one go. */
const onScreen = (page: Page) =>
  page.evaluate(() => {
    const prompt = document.querySelector('[aria-labelledby="prompt-heading"]')?.textContent ?? '';
    const first = document.querySelector('[aria-labelledby="response-first-heading"]')?.textContent ?? '';
    return {
      number: /number (\d+)\?/u.exec(prompt)?.[1] ?? '',
      shownFirst: first.includes('alpha') ? ('a' as const) : ('b' as const),
    };
  });

/** Judges the comparison on the screen with one of the eight keys and Enter, and says what that means. */
async function judge(page: Page, step: number): Promise<Judged> {
  const { number, shownFirst } = await onScreen(page);
  expect(number).not.toBe('');
  const { place, strength } = scale.find((s) => s.step === step) as { place: Place; strength: Strength };
  await page.keyboard.press(String(step));
  await page.keyboard.press('Enter');
  return { number, side: sideAt(place, shownFirst), strength };
}

/** Another comparison is on the screen, or none is left. */
const gone = (page: Page, number: string) =>
  page.waitForFunction(
    (before) => {
      const prompt = document.querySelector('[aria-labelledby="prompt-heading"]')?.textContent;
      if (prompt === undefined || prompt === null)
        return document.querySelector('main')?.innerText.includes('Nothing left');
      return !prompt.includes(`number ${before}?`);
    },
    number,
    { polling: 'raf' },
  );

async function judgeMany(page: Page, count: number): Promise<Judged[]> {
  const all: Judged[] = [];
  for (let n = 0; n < count; n++) {
    const judged = await judge(page, 1 + ((n * 5) % 8));
    all.push(judged);
    if (n < count - 1) await gone(page, judged.number);
  }
  return all;
}

/** What is stored, in the order in which it was stored. */
async function stored(projectId: string): Promise<Judged[]> {
  const rows = await storedPreferences(projectId);
  return rows
    .toSorted((a, b) => (a.submitted_at < b.submitted_at ? -1 : 1))
    .map((row) => ({
      number: /number (\d+)\?/u.exec(row.prompt.at(-1)?.content ?? '')?.[1] ?? '',
      side: row.side,
      strength: row.strength as Strength,
    }));
}

/** The times at which the judgements that this context sends say that they were made. */
function timesSent(context: BrowserContext): string[] {
  const times: string[] = [];
  context.on('response', (response) => {
    if (!response.url().endsWith('/preference') || !response.ok()) return;
    times.push((response.request().postDataJSON() as { judgedAt: string }).judgedAt);
  });
  return times;
}

test('a hundred comparisons at machine speed: none lost, doubled or misplaced', async ({ page }) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(100));
  await open(page, projectId);
  const judged = await judgeMany(page, 100);
  await expect(page.getByText('Nothing left for you here')).toBeVisible();
  await expect(page.getByText('100 judged, 100 today')).toBeVisible();
  await saved(page);
  expect(new Set(judged.map((j) => j.number)).size).toBe(100);
  expect(await stored(projectId)).toEqual(judged);
});

test('twenty judged without a network, the tab closed: all arrive once, in order, with their own times', async ({
  context,
}) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(25), guidelineTexts, { lookAhead: 24 });
  const page = await context.newPage();
  await open(page, projectId);
  await context.setOffline(true);
  const began = Date.now();
  const judged = await judgeMany(page, 20);
  await expect(page.getByText('Offline, 20 judgements wait here')).toBeVisible();
  const ended = Date.now();
  await page.close();
  expect(await clientOf('annotator')(fillHand, { params: { projectId }, body: { wanted: 1 } })).toMatchObject(
    {
      held: { length: 25 },
    },
  );

  const times = timesSent(context);
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`/label/${projectId}`);
  await expect(again.getByText('20 judged, 20 today')).toBeVisible();
  await saved(again);
  expect(await stored(projectId)).toEqual(judged);
  expect(times).toHaveLength(20);
  expect(times).toEqual(times.toSorted());
  for (const time of times) {
    expect(Date.parse(time)).toBeGreaterThanOrEqual(began - 2000);
    expect(Date.parse(time)).toBeLessThanOrEqual(ended + 2000);
  }
});

test('the service is killed while twenty are judged: they wait, and arrive once it is back', async ({
  page,
}) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(25), guidelineTexts, { lookAhead: 24 });
  await open(page, projectId);
  const first = await judgeMany(page, 3);
  await gone(page, first[2]?.number ?? '');
  await strikeApi(false);
  let rest: Judged[] = [];
  try {
    rest = await judgeMany(page, 17);
    await expect(page.getByText('No answer from the service', { exact: false })).toBeVisible();
  } finally {
    await strikeApi(true);
  }
  await expect(page.getByText('20 judged, 20 today')).toBeVisible();
  await saved(page);
  expect(await stored(projectId)).toEqual([...first, ...rest]);
});

test('a judgement whose reservation ended and whose vote was given meanwhile is offered as an extra vote', async ({
  page,
  context,
}) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(1), guidelineTexts, { leaseSeconds: 60 });
  await open(page, projectId);
  await context.setOffline(true);
  const judged = await judge(page, 2);
  await expect(page.getByText('Offline, 1 judgement waits here')).toBeVisible();

  // The reservation ends, the comparison goes to somebody else, and they give the one vote that is wanted.
  const other = clientOf('admin');
  const next = async () => (await other(claimNext, { params: { projectId }, body: {} })).assignment;
  let claimed = await next();
  await expect
    .poll(async () => (claimed ??= await next()), { timeout: 120_000, intervals: [2000] })
    .not.toBeNull();
  const params = { assignmentId: claimed?.id ?? '' };
  await other(submitPreference, {
    params,
    body: { id: randomUUID(), place: 'first', strength: 'better' },
  });

  await context.setOffline(false);
  await expect(page.getByText('One judgement was not taken')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Submit as an extra vote' }).click();
  await expect(page.getByText('One judgement was not taken')).toBeHidden();
  await saved(page);
  const all = await stored(projectId);
  expect(all).toHaveLength(2);
  expect(all[1]).toEqual(judged);
});

test('a judgement of a batch that was closed can be dropped, and the next one is not held up by it', async ({
  page,
  context,
}) => {
  const { projectId, batchId, addBatch } = await makeProject('helpfulness', rowsOf(1));
  await addBatch(rowsOf(1, 1));
  await open(page, projectId);
  await context.setOffline(true);
  const lost = await judge(page, 2);
  await gone(page, lost.number);
  const kept = await judge(page, 7);
  await expect(page.getByText('Offline, 2 judgements wait here')).toBeVisible();
  await clientOf('admin')(updateBatch, { params: { projectId, batchId }, body: { state: 'closed' } });
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Discard it' }).click();
  await expect(page.getByText('One judgement was not taken')).toBeHidden();
  await saved(page);
  expect(await stored(projectId)).toEqual([kept]);
});

test('an answer that is not the service’s own decides nothing: the judgement is sent again', async ({
  page,
}) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(2));
  await open(page, projectId);
  let met = 0;
  // What a hotel's network does to a request before one has signed in there.
  await page.route('**/preference', (route) => {
    met += 1;
    if (met > 1) return route.continue();
    return route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome, guest</h1>' });
  });
  const judged = await judge(page, 6);
  await expect.poll(() => met).toBe(2);
  await saved(page);
  expect(await stored(projectId)).toEqual([judged]);
});

test('a draft goes on on another device', async ({ page, browser }) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(1));
  await open(page, projectId);
  const kept = page.waitForResponse((r) => r.url().endsWith('/draft') && r.ok());
  await page.keyboard.press('3');
  await kept;
  const elsewhere = await browser.newContext({ baseURL: origin, storageState: sessionFile('annotator') });
  const other = await elsewhere.newPage();
  await other.goto(`/label/${projectId}`);
  await expect(other.getByRole('radio', { name: 'A is slightly better' })).toBeChecked();
  await elsewhere.close();
});

test('a session that has ended asks to sign in again and comes back to what waits', async ({
  page,
  context,
}) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(3));
  await open(page, projectId);
  const cookies = await context.cookies();
  await context.clearCookies();
  const judged = await judge(page, 6);
  await expect(page.getByText('1 judgement waits in this browser')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
    'href',
    `/sign-in?next=${encodeURIComponent(`/label/${projectId}`)}`,
  );
  await context.addCookies(cookies);
  await page.goto(`/label/${projectId}`);
  await expect(page.getByText('1 judged, 1 today')).toBeVisible();
  await saved(page);
  expect(await stored(projectId)).toEqual([judged]);
});
