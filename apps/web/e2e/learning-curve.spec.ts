import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { cancelRun, type LearningCurve } from '@preferably/contracts';
import { sessionFile } from './support/accounts.ts';
import { finishedRun, fullReport } from './support/finished-run.ts';
import { addJudged } from './support/judged.ts';
import { frozen } from './support/models.ts';
import { rowsOf } from './support/rows.ts';
import { clientOf, makeProject } from './support/service.ts';
import { enter, go } from './support/visit.ts';

test.use({ storageState: sessionFile('admin') });

let bare: string;
let curved: string;
let run: string;

type Pair = [number, number];
const around = (accuracy: number, half: number): Pair => [accuracy - half, Math.min(1, accuracy + half)];

/** As a curve of a helpfulness project looks: the clearer the preference, the higher and the steeper. */
function madeCurve(): LearningCurve {
  const pairs = [412, 826, 1655, 3310];
  const byStrength = {
    significantly_better: [0.68, 0.72, 0.77, 0.8],
    better: [0.62, 0.655, 0.67, 0.69],
    slightly_better: [0.56, 0.575, 0.59, 0.6],
    negligibly_better: [0.51, 0.515, 0.52, 0.53],
  } as const;
  const measured = (n: number, accuracy: number, half: number) => ({
    ...{ pairs: n, accuracy, ci95: around(accuracy, half), ci95_clustered: around(accuracy, half + 0.004) },
  });
  const accuracies = [0.592, 0.611, 0.628, 0.641];
  const points = ['1/8', '1/4', '1/2', '1'].map((share, index) => ({
    share,
    folder: `share-${share.replace('/', '-of-')}`,
    ...measured(0, accuracies[index] ?? 0, 0.03),
    pairs: pairs[index] ?? 0,
    by_strength: Object.entries(byStrength).map(([strength, values]) => ({
      strength: strength as keyof typeof byStrength,
      ...measured(210, values[index] ?? 0, 0.065),
    })),
  }));
  const slope: Pair = [0.004, 0.029];
  return {
    ...{ dimension: 'helpfulness', test_pairs: 1040, test_dialogs: 702, points },
    ...{ slope_per_doubling: 0.0163, slope_ci95: slope },
    next_thousand: {
      ...{ pairs: 1000, expected_gain: 0.0062, ci95: [0.0015, 0.011] },
      sentence: 'The trainer’s own English sentence.',
    },
  };
}

test.beforeAll(async () => {
  const of = async () => {
    const { projectId } = await makeProject('helpfulness', rowsOf(1));
    await addJudged(projectId, 40);
    return { projectId, trainSnapshotId: await frozen(projectId, 'Week 1') };
  };
  bare = `/projects/${(await of()).projectId}`;
  const { projectId, trainSnapshotId } = await of();
  curved = `/projects/${projectId}`;
  const wanted = { trainSnapshotId, name: 'Week 1, growing' };
  run = `${curved}/runs/${(await finishedRun(projectId, wanted, fullReport(), madeCurve())).id}`;
  await finishedRun(projectId, { trainSnapshotId, name: 'Without a curve' }, fullReport());
});

const worth = 'What the next 1,000 comparisons are worth';

test('an engineer of a project without a curve is led to a run that fits one', async ({ page }) => {
  await page.goto(bare);
  await expect(page.getByRole('heading', { name: worth })).toBeVisible();
  await page.getByRole('link', { name: 'New run with a learning curve' }).press('Enter');
  const tick = page.getByRole('checkbox', { name: 'Learning curve' });
  await expect(tick).toBeChecked();
  await expect(tick).toHaveAccessibleDescription(/about 1\.9 times as long/u);
  await page.getByRole('button', { name: 'Start run' }).click();
  await expect(page.getByText('with growing shares of the data')).toBeVisible();
  // The queue is one for all projects: other tests claim what they started.
  const runId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await clientOf('admin')(cancelRun, { params: { runId } });
});

test('the newest curve of a project says what more comparisons are worth, with its numbers', async ({
  page,
}) => {
  await page.goto(curved);
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: worth }) });
  await expect(card).toContainText(
    'If the line goes on, 1,000 comparisons on top of these 3,310 are worth +0.6 points of accuracy (95% interval +0.2 to +1.1).',
  );
  await expect(card).toContainText('A doubling of the pairs goes with +1.6 points');
  await expect(card.getByRole('img', { name: /from 59\.2% with 412 to 64\.1% with 3,310/u })).toBeVisible();
  const table = card.getByRole('table', {
    name: 'Accuracy by share of the training dialogs and by strength',
  });
  await expect(table.getByRole('row', { name: /^1\/4/u })).toContainText('826');
  await expect(table.getByRole('row', { name: /^all/u })).toContainText('80.0%');
  await expect(card).not.toContainText('own English sentence');
  await card.getByRole('link', { name: 'Week 1, growing' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Week 1, growing' })).toBeVisible();
  await expect(page.getByRole('heading', { name: worth })).toBeVisible();
});

for (const locale of ['en', 'ko'] as const) {
  test(`the curve is read without sight and without English, ${locale}`, async ({ browser }) => {
    const page = await enter(browser, 'admin', locale, 'light');
    for (const at of [bare, `${curved}/runs/new?curve=1`, curved, run]) {
      await go(page, at);
      const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
      expect(violations.map((found) => found.id)).toEqual([]);
    }
    await expect(page.getByText('own English sentence')).toHaveCount(0);
    if (locale === 'ko') await expect(page.getByText('비교 1,000건을 더 모으면')).toBeVisible();
    await page.context().close();
  });
}
