import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readRecipe } from './recipe-file.ts';

let folder = '';
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preferably-recipe-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

const file = (name: string, value: unknown) => {
  const at = path.join(folder, name);
  fs.writeFileSync(at, typeof value === 'string' ? value : JSON.stringify(value));
  return at;
};

test('without a recipe every key has its default', () => {
  expect(readRecipe(undefined)).toMatchObject({ margin: 'small', batch_pairs: 512, safety_weight: 0 });
});

test('a name of the trainer is one here as well', () => {
  expect(readRecipe('safety.llama2')).toMatchObject({ safety_weight: 1, other_share: 0.1 });
  expect(readRecipe('demo-cpu')).toMatchObject({ max_length: 384, batch_pairs: 16 });
});

test('a file goes over its base, a name or another file beside it', () => {
  file('one.json', { base: 'safety.llama2', batch_pairs: 64 });
  const two = file('two.json', { base: 'one.json', max_length: 512 });
  expect(readRecipe(two)).toMatchObject({ safety_weight: 1, batch_pairs: 64, max_length: 512 });
});

test.each([
  ['safety.llama3', /safety\.llama3 cannot be read; give a JSON file, or one of helpfulness\.llama2/u],
  ['broken.json', /is no JSON/u],
  ['list.json', /must be a JSON object/u],
  ['circle.json', /is its own base/u],
  ['number.json', /must be a name or a path/u],
  ['unknown.json', /is not valid:[\s\S]*batch/u],
])('%s is refused with words', (name, words) => {
  file('broken.json', '{');
  file('list.json', []);
  file('circle.json', { base: 'circle.json' });
  file('number.json', { base: 3 });
  file('unknown.json', { batch: 4 });
  expect(() => readRecipe(path.join(folder, name))).toThrow(words);
});
