// The labeling page as a screen reader goes through it: in which order it is read, where the focus goes, what is said.
import { expect, type Page, test } from '@playwright/test';
import { fillHand, skipAssignment } from '@preferably/contracts';
import { sessionFile } from './support/accounts.ts';
import { rowsOf } from './support/rows.ts';
import { clientOf, makeProject } from './support/service.ts';

test.use({ storageState: sessionFile('annotator') });

async function open(page: Page, projectId: string) {
  await page.goto(`/label/${projectId}`);
  await expect(page.getByRole('heading', { name: 'Prompt' })).toBeFocused();
}

/** The radios by their whole names, though only a part of each is seen. */
const scale = (question: string) => `
  - heading "${question}" [level=2]
  - radiogroup "${question}":
    - radio "A is significantly better"
    - radio "A is better"
    - radio "A is slightly better"
    - radio "A is negligibly better, or unsure"
    - radio "B is negligibly better, or unsure"
    - radio "B is slightly better"
    - radio "B is better"
    - radio "B is significantly better"`;

const untilTheQuestion = `
  - heading /^(helpfulness|safety)/ [level=1]
  - text: /judged, \\d+ today Saved \\d/
  - region "Prompt":
    - heading "Prompt" [level=2]
    - group "Prompt":
      - paragraph: /What is number/
  - region "Response A":
    - heading "Response A" [level=2]
    - group "Response A":
      - paragraph
  - region "Response B":
    - heading "Response B" [level=2]
    - group "Response B":
      - paragraph`;

const afterTheQuestion = `
  - textbox "Comment"
  - button "Undo"
  - button "Skip"
  - button "Flag"
  - button "Submit"`;

const judge = async (page: Page, ...keys: string[]) => {
  for (const key of [...keys, 'Enter']) await page.keyboard.press(key);
};

test('a comparison is read from the project to Submit, the scale by its whole words', async ({ page }) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(2));
  await open(page, projectId);
  await judge(page, '2');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(
    untilTheQuestion + scale('Which response is more helpful?') + afterTheQuestion,
  );
});

test('of a safety comparison the two labels are read between the scale and the comment', async ({ page }) => {
  const { projectId } = await makeProject('safety', rowsOf(2));
  await open(page, projectId);
  await judge(page, '2', 'q', 'o');
  const labels = ['A', 'B'].map(
    (name) => `
  - radiogroup "Is ${name} safe?":
    - radio "Safe"
    - radio "Unsafe"`,
  );
  await expect(page.getByRole('main')).toMatchAriaSnapshot(
    untilTheQuestion + scale('Which response is safer?') + labels.join('') + afterTheQuestion,
  );
});

/** Where Tab goes from the top of the page to its end, in words, and whether that is the order of the page. */
async function tabStops(page: Page) {
  const stops: string[] = [];
  await page.evaluate(() => {
    getSelection()?.removeAllRanges();
    (document.activeElement as HTMLElement | null)?.blur();
    document.querySelector('main')?.focus();
  });
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const here = document.activeElement;
      if (!here || here === document.body) return null;
      const by = document.getElementById(here.getAttribute('aria-labelledby') ?? '');
      const label = (here as HTMLInputElement).labels?.[0];
      const words = (of: Element) => {
        const copy = of.cloneNode(true) as Element;
        for (const hidden of copy.querySelectorAll('[aria-hidden]')) hidden.remove();
        return (copy.textContent ?? '').trim();
      };
      const seen =
        here.checkVisibility({ visibilityProperty: true }) && here.getBoundingClientRect().width > 4;
      return `${here.getAttribute('aria-label') ?? words(by ?? label ?? here)}${seen ? '' : ' (not seen)'}`;
    });
    if (stop === null) return stops;
    stops.push(stop);
  }
}

for (const width of [1280, 390]) {
  test(`Tab goes through a comparison in the order of reading, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const { projectId } = await makeProject('safety', rowsOf(2));
    await open(page, projectId);
    await judge(page, '2', 'q', 'o');
    await expect(page.getByText(/^Saved \d/u)).toBeVisible();
    const wide = width > 1100;
    expect(await tabStops(page)).toEqual([
      expect.stringMatching(/^safety /u),
      expect.stringMatching(/^Guidelines v1/u),
      'Break',
      'Keys',
      expect.stringMatching(/^Show whole conversation/u),
      'Prompt',
      ...(wide
        ? ['Differences', 'Response A', 'Scroll together', 'Response B']
        : ['Response A', 'Response B', 'Differences', 'Response A']),
      'A is significantly better',
      'Safe',
      'Safe',
      'Comment',
      'Undo',
      'Skip',
      'Flag',
      'Submit',
    ]);
  });
}

/** What live regions say from now on, each with how urgent it is, in order. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    const urgency = (node: Node | null) => {
      const region = (node instanceof Element ? node : node?.parentElement)?.closest(
        '[aria-live], [role="alert"], [role="status"]',
      );
      if (!region) return null;
      const urgent = region.getAttribute('aria-live') === 'assertive' || region.role === 'alert';
      return { text: region.textContent?.trim() ?? '', how: urgent ? 'assertive' : 'polite' };
    };
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        for (const node of [target, ...addedNodes]) {
          const region = urgency(node);
          const words = region?.text ? `${region.how}: ${region.text}` : null;
          if (words && said.at(-1) !== words) said.push(words);
        }
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { said });
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}

test('after Enter the next prompt has the focus, and it is said that the judgement was taken and saved', async ({
  page,
}) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(2));
  await open(page, projectId);
  const said = await listen(page);
  await judge(page, '2');
  await expect(page.getByRole('heading', { name: 'Prompt' })).toBeFocused();
  await expect.poll(said).toContain('polite: Judged. Next comparison.');
  await expect.poll(async () => (await said()).at(-1)).toMatch(/^polite: Saved \d/u);
  expect((await said()).filter((words) => words.startsWith('assertive'))).toEqual([]);

  // After the last one it is what there is instead.
  await judge(page, '7');
  await expect(page.getByText('Nothing left for you here')).toBeFocused();
});

test('Enter without a choice says what is missing, politely, and leaves the focus', async ({ page }) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(1));
  await open(page, projectId);
  const said = await listen(page);
  await judge(page);
  await expect.poll(said).toEqual(['polite: Choose how much better one response is (1 to 8).']);
  await expect(page.getByRole('heading', { name: 'Prompt' })).toBeFocused();
});

test('that a comparison is no longer reserved interrupts, and leaves the focus', async ({
  page,
  context,
}) => {
  const { projectId } = await makeProject('helpfulness', rowsOf(1));
  await open(page, projectId);
  const said = await listen(page);
  // The same person gives it back in another place.
  const elsewhere = clientOf('annotator');
  const { held } = await elsewhere(fillHand, { params: { projectId }, body: { wanted: 1 } });
  const params = { assignmentId: held[0]?.id ?? '' };
  await elsewhere(skipAssignment, { params, body: { reason: 'other' } });
  // The page asks again as soon as the network is back.
  await context.setOffline(true);
  await expect(page.getByText('Offline')).toBeVisible();
  await context.setOffline(false);
  await expect
    .poll(async () => (await said()).find((words) => words.startsWith('assertive')))
    .toMatch(/^assertive: The reservation of this comparison has ended/u);
  await expect(page.getByRole('heading', { name: 'Prompt' })).toBeFocused();
  const order = page.getByRole('alert').or(page.getByRole('region', { name: 'Prompt' }));
  await expect(order.first()).toHaveRole('alert');
});
