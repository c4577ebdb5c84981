import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readResults } from './run-results.ts';

const fixture = path.resolve(import.meta.dirname, '../../contracts/fixtures/report-schema-2.json');
let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'results-'));
  await fs.mkdir(path.join(folder, 'share-1-of-1'));
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const point = (share: string, pairs: number, inFolder: string) => ({
  ...{ share, pairs, accuracy: 0.6, ci95: [0.5, 0.7], ci95_clustered: null, by_strength: [] },
  folder: inFolder,
});
const curveOf = (...points: ReturnType<typeof point>[]) =>
  JSON.stringify({
    ...{
      dimension: 'safety',
      test_pairs: 9,
      test_dialogs: 9,
      slope_per_doubling: 0,
      slope_ci95: null,
      points,
    },
    next_thousand: { pairs: 1000, expected_gain: 0, ci95: null, sentence: 'Nobody knows.' },
  });
const write = (name: string, text: string) => fs.writeFile(path.join(folder, name), text);

test('a run’s report and files lie in its own folder', async () => {
  await fs.copyFile(fixture, path.join(folder, 'report.json'));
  const found = await readResults({ learningCurve: false }, folder);
  expect(found).toMatchObject({ folders: [folder], report: { schema: 2 } });
  expect(found.curve).toBeUndefined();
});

test('a curve’s model is that of the share of all the data, beside the curve itself', async () => {
  await fs.copyFile(fixture, path.join(folder, 'share-1-of-1/report.json'));
  const points = [point('1/2', 10, 'share-1-of-2'), point('1', 20, '../../share-1-of-1')];
  await write('curve.json', curveOf(...points));
  const found = await readResults({ learningCurve: true }, folder);
  // However the file names it, the folder lies in the run's.
  expect(found.folders).toEqual([folder, path.join(folder, 'share-1-of-1')]);
  expect(found).toMatchObject({ report: { schema: 2 }, curve: { test_pairs: 9 } });
});

test.each([
  ['no curve', null, /curve\.json: ENOENT/u],
  ['a curve that is no JSON', '{', /curve\.json: /u],
  ['a curve without numbers', '{}', /test_pairs/u],
  [
    'a curve without all the data',
    curveOf(point('1/4', 5, 'a'), point('1/2', 10, 'b')),
    /no share of all the data/u,
  ],
  [
    'a share without its report',
    curveOf(point('1/2', 10, 'b'), point('1', 20, 'share-1-of-1')),
    /report\.json/u,
  ],
])('%s is told', async (_, curve, words) => {
  if (curve !== null) await write('curve.json', curve);
  await expect(readResults({ learningCurve: true }, folder)).rejects.toThrow(words);
});
