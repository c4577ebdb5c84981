import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { createBatch, freezeSnapshot, importComparisons, type Report } from '@preferably/contracts';
import type { Dimension } from '@preferably/domain';
import { sessionFile } from './support/accounts.ts';
import { finishedRun, fullReport } from './support/finished-run.ts';
import { origin } from './support/origin.ts';
import { rowsOf } from './support/rows.ts';
import { clientOf, makeProject, untilReady } from './support/service.ts';
import { enter } from './support/visit.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const pages: Record<string, string> = {};
let form = '';

/** A project with a snapshot that is ready to train on. */
async function projectWithSnapshot(dimension: Dimension): Promise<{ projectId: string; snapshotId: string }> {
  const { projectId } = await makeProject(dimension, rowsOf(1));
  const call = clientOf('admin');
  const params = { projectId };
  const { id: batchId } = await call(createBatch, { params, body: { name: 'Judged elsewhere' } });
  const lines = Array.from({ length: 40 }, (_, n) =>
    JSON.stringify({
      id: `${dimension}-${n}`,
      prompt: [{ role: 'user', content: `${dimension} ${n} ${(n * 7919).toString(36).repeat(6)}` }],
      response_a: `one ${n}`,
      response_b: `two ${n}`,
      preferred: 'a',
      annotators: [{ id: 'elsewhere', preferred: 'a', strength: 'better' }],
    }),
  ).join('\n');
  const query = { name: 'judged.jsonl', judged: 'true' } as const;
  await call(importComparisons, { params: { ...params, batchId }, query, lines });
  const body = { name: `${dimension} week 3`, testShare: 0.3 };
  const { id: snapshotId } = await call(freezeSnapshot, { params, body });
  await untilReady(snapshotId);
  return { projectId, snapshotId };
}

type FullReport = Extract<Report, { schema: 2 }>;

/** What the trainer wrote before it measured calibration and the rest. */
function ofSchema1(full: FullReport): Report {
  const { mix: _mix, ...train } = full.train;
  return { ...full, schema: 1, train, evaluations: full.evaluations };
}

/** The report of a model of the other dimension on the same two test sets, right on 43.2 % of the one that is not its own. */
function ofOther({ evaluations: [own, cross], ...full }: FullReport): Report {
  if (!own || !cross) throw new Error('a report of two test sets');
  const swapped = [
    { ...cross, cross: false },
    { ...own, cross: true, accuracy: 0.432, ci95: [0.39, 0.47], ci95_clustered: [0.39, 0.47] },
  ] satisfies FullReport['evaluations'];
  return { ...full, train: { ...full.train, dimension: cross.dimension }, evaluations: swapped };
}

test.use({ storageState: sessionFile('admin') });

test.beforeAll(async () => {
  const safety = await projectWithSnapshot('safety');
  const helpful = await projectWithSnapshot('helpfulness');
  const run = { trainSnapshotId: safety.snapshotId };
  const full = fullReport();
  for (const [name, report] of Object.entries({ full, earlier: ofSchema1(full) })) {
    const { id } = await finishedRun(safety.projectId, { ...run, name }, report);
    pages[name] = `${origin}/projects/${safety.projectId}/runs/${id}`;
  }
  const tested = { trainSnapshotId: helpful.snapshotId, evaluateSnapshotIds: [safety.snapshotId] };
  await finishedRun(helpful.projectId, { ...tested, name: 'of the other' }, ofOther(full));
  const both = { ...run, evaluateSnapshotIds: [helpful.snapshotId], name: 'both' };
  const { id } = await finishedRun(safety.projectId, both, full);
  pages.both = `${origin}/projects/${safety.projectId}/runs/${id}`;
  form = `${origin}/projects/${safety.projectId}/runs/new`;
});

test('a finished run shows how sure its report is, beside the controls', async ({ page }) => {
  await page.goto(pages.full ?? '');
  await expect(page.getByText('Accuracy on its own test split')).toBeVisible();
  await expect(page.getByText('95% by dialog (300 dialogs)')).toBeVisible();
  const compared = page.getByRole('table', { name: 'This model beside plain rules' });
  await expect(compared.getByRole('row', { name: 'Bag of words' })).toContainText('+2.8 points');
  await expect(compared.getByRole('row', { name: 'Bag of words' })).toContainText('not told apart');
  await expect(compared.getByRole('row', { name: 'Before training' })).toContainText('ahead');
  await expect(
    page.getByText('the interval of its lead contains 0.', { exact: false }).first(),
  ).toBeVisible();

  const mix = page.getByRole('table', { name: 'Where the training pairs came from' });
  await expect(mix.getByRole('row', { name: 'open-data/all' })).toContainText('66');
  await expect(page.getByText('each of them was taken')).toBeVisible();
});

for (const [locale, table, row] of [
  ['en', 'Accuracy by test set', 'The Helpfulness model “of the other”'],
  ['ko', '평가용 데이터별 정확도', '유용성 차원의 모델 ‘of the other’'],
] as const)
  test(`both models stand beside one another on both test sets, ${locale}`, async ({ browser }) => {
    const page = await enter(browser, 'admin', locale, 'light');
    await page.goto(pages.both ?? '');
    const sets = page.getByRole('table', { name: table });
    await expect(sets.getByRole('row', { name: row })).toContainText('43.2');
    await expect(sets.getByRole('columnheader')).toHaveCount(3);
    await page.context().close();
  });

test('every chart of a test set says what it shows and has its numbers in a table, by keyboard', async ({
  page,
}) => {
  await page.goto(pages.full ?? '');
  const own = page.getByRole('tab', { name: /^Safety/ });
  await expect(own).toHaveAttribute('aria-selected', 'true');
  for (const chart of [
    /^Reliability diagram of Safety .*: a calibration error of 9\.9% as trained, 3\.1% after the fit\.$/,
    /^Precision by recall of unsafe responses on Safety .* At the threshold 0\.15 the precision is/,
    /^Differences of scores on Safety .*, Significantly better: 120 pairs, 94\.2% ranked as people did\.$/,
    /^Scores of chosen and rejected responses on Safety/,
    /^Mean of sigmoid\(score\) by human rating on Safety/,
  ]) {
    await expect(page.getByRole('img', { name: chart })).toBeVisible();
  }
  await page.getByText('Numbers of the diagram').click();
  await expect(
    page.getByRole('table', { name: /^Bins of the reliability diagram/ }).getByRole('row'),
  ).toHaveCount(21);
  await expect(page.getByRole('table', { name: /^By safety bin/ })).toContainText('Both unsafe');

  await own.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('The model was not trained on this dimension.')).toBeVisible();
  await expect(page.getByText('Telling unsafe responses')).toHaveCount(0);
  await expect(page.getByRole('img', { name: /^Reliability diagram of Helpfulness/ })).toBeVisible();
});

test('the page of a report and the whole form break no rule of WCAG 2.2 AA', async ({ page }) => {
  const violations = async () => {
    const axe = new AxeBuilder({ page }).setLegacyMode().withTags(rules);
    return (await axe.analyze()).violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html}`),
    );
  };
  await page.goto(pages.full ?? '');
  await expect(page.getByRole('img', { name: /^Reliability diagram/ })).toBeVisible();
  for (const numbers of await page.getByText(/^Numbers/).all()) await numbers.click();
  expect(await violations()).toEqual([]);
  await page.goto(form);
  await page.getByLabel('Preset').selectOption('helpfulness.llama2');
  await page.getByLabel('Adapter').selectOption('qlora');
  await page.getByLabel('Rank').fill('');
  await page.getByRole('button', { name: 'Start run' }).click();
  await expect(page.getByLabel('Rank')).toBeFocused();
  expect(await violations()).toEqual([]);
});

test('a report that was stored before all this stays readable', async ({ page }) => {
  await page.goto(pages.earlier ?? '');
  await expect(page.getByText('Accuracy on its own test split')).toBeVisible();
  await expect(page.getByRole('table', { name: /^Accuracy by strength on Safety/ })).toBeVisible();
  await expect(page.getByText('Calibration', { exact: true })).toHaveCount(0);
});

test('a preset that mixes ticks a source, and each half of a mix is asked for with the other', async ({
  page,
}) => {
  await page.goto(form);
  await page.getByLabel('Preset').selectOption('safety.llama2');
  const share = page.getByLabel('Their share of the mix (%)');
  await expect(share).toHaveValue('10');
  await expect(page.getByLabel('Weight of the safety loss')).toHaveValue('1');
  const sources = page.getByRole('group', { name: 'Other sources' });
  const ticked = sources.getByRole('checkbox', { checked: true });
  await expect(ticked).toHaveCount(1);
  await ticked.uncheck();
  await page.getByRole('button', { name: 'Start run' }).click();
  await expect(page.getByText('Tick a source to draw from')).toBeVisible();
  await expect(sources.getByRole('checkbox').first()).toBeFocused();
  await sources.getByRole('checkbox').first().check();
  await share.fill('0');
  await expect(page.getByLabel('Preset')).toHaveValue('');
  await page.getByRole('button', { name: 'Start run' }).click();
  await expect(share).toBeFocused();
  await share.fill('10');
  await page.getByLabel('Adapter').selectOption('lora');
  await page.getByLabel('Rank').fill('0');
  await page.getByRole('button', { name: 'Start run' }).click();
  await expect(page.getByText('Enter a whole number from 1 to 1024.')).toBeVisible();
  await page.getByLabel('Rank').fill('8');
  await page.getByRole('button', { name: 'Start run' }).click();
  await expect(page.getByRole('heading', { name: 'Waiting for a worker' })).toBeVisible();
  // A worker of another test must not find it in the queue.
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel run' }).click();
  await expect(page.getByText('This run was cancelled. It has no report.')).toBeVisible();
});
