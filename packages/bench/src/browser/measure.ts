import { existsSync } from 'node:fs';
import { type BrowserContext, chromium } from '@playwright/test';
import { putMember } from '@preferably/contracts';
import { type Annotator, acknowledge, signInAnnotators } from '../http/annotators.ts';
import { freePort, type Ground } from '../lib/postgres.ts';
import type { Resources } from '../lib/resources.ts';
import { makeProject, ORIGIN, startService } from '../lib/service.ts';
import { quantile, type Result } from '../lib/take-turns.ts';
import { servePages } from './pages.ts';
import { installStopwatch, judge, quickestRequest } from './stopwatch.ts';

/** Added to every request of the page: a service far away, or a bad line. */
const DELAY_MS = 200;
const ROUNDS = 3;
const JUDGED = 20;
/** Before each of the two keys: nobody reads and judges 2 KB in 0.4 seconds, so nobody is quicker. */
const PAUSE_MS = 200;

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const chromiumPath = () => process.env.CHROMIUM_PATH ?? usual.find((path) => existsSync(path));

/**
 * Milliseconds from Enter until the next comparison is painted: ours with the usual number of comparisons claimed
 * ahead, the reference the same screen with none, which has to hand in and to claim before it can go on.
 */
export async function measureBrowser(
  resources: Resources,
  ground: Ground,
  log: (line: string) => void,
): Promise<Result[]> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('next-comparison needs Chromium: install it or set CHROMIUM_PATH');
  const databaseUrl = await ground.database('browser');
  const port = await freePort();
  log('building the pages');
  const webUrl = await servePages(resources, port);
  const front = { port, webUrl };
  const { call, server } = await startService(resources, { databaseUrl, files: ground.files, front });
  const origin = `${ORIGIN}:${port}`;
  const count = JUDGED * (ROUNDS + 2);
  const ours = await makeProject(call, count, false, { name: 'Claimed ahead' });
  const reference = await makeProject(call, count, false, { name: 'One at a time', lookAhead: 0 });
  const people = { call, address: server.address, databaseUrl, origin };
  const [annotator] = await signInAnnotators(people, ours, 1);
  if (!annotator) throw new Error('nobody could sign in');
  const member = { projectId: reference, userId: annotator.userId };
  await call(putMember, { params: member, body: { role: 'annotator' } });
  await acknowledge(people, annotator.cookies, reference);

  const browser = await resources.use(
    () => chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] }),
    (opened) => opened.close(),
  );
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 800 } });
  await context.addCookies(cookiesOf(annotator, origin));
  const sides = { ours: await openPage(context, ours), reference: await openPage(context, reference) };
  log(`measuring the next comparison, ${DELAY_MS} ms added to every request`);
  const times = { ours: [] as number[], reference: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const side of ['ours', 'reference'] as const) {
      const measured = await judge(sides[side], JUDGED, PAUSE_MS);
      // The first round of each warms up.
      if (round > 0) times[side].push(...measured);
    }
  }
  for (const page of Object.values(sides)) {
    const quickest = await quickestRequest(page);
    if (!(quickest >= DELAY_MS)) throw new Error(`a request took only ${quickest} ms: it was not delayed`);
  }
  await context.close();
  await server.stop();
  return [resultOf('next-comparison', times, 0.5), resultOf('next-comparison-p95', times, 0.95)];
}

function resultOf(name: string, times: { ours: number[]; reference: number[] }, share: number): Result {
  const [ours, reference] = [quantile(times.ours, share), quantile(times.reference, share)];
  return { name, ours, reference, ratio: ours / reference, unit: 'ms' };
}

/** The labeling page, every request of which is delayed from its first one on. */
async function openPage(context: BrowserContext, projectId: string) {
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: DELAY_MS,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await installStopwatch(page);
  await page.goto(`/label/${projectId}`);
  await page.locator('#step-1').waitFor();
  return page;
}

const cookiesOf = ({ cookies }: Annotator, url: string) =>
  cookies
    .header()
    .split('; ')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return { name, value: value.join('='), url };
    });
