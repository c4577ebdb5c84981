import fs from 'node:fs';
import path from 'node:path';
import {
  Adapter,
  MIN_CALIBRATION_PAIRS,
  Recipe,
  recipePresetNames,
  recipePresets,
} from '@preferably/contracts';
import { adapterKinds, lossMargins, scaledWeights, strengths } from '@preferably/domain';

const python = path.resolve(import.meta.dirname, '../python/reward_trainer');
const shipped = path.join(python, 'recipes');

test('the presets are the recipes that come with the trainer', () => {
  const files = fs.readdirSync(shipped).map((file) => path.basename(file, '.json'));
  expect(recipePresetNames.toSorted()).toEqual(files.toSorted());
});

test.each(recipePresetNames)('%s says the same on both sides, and is a recipe', (name) => {
  const file = JSON.parse(fs.readFileSync(path.join(shipped, `${name}.json`), 'utf8'));
  expect(recipePresets[name]).toEqual(file);
  expect(Recipe.parse(recipePresets[name])).toMatchObject(file);
});

const source = fs.readFileSync(path.join(python, 'recipe.py'), 'utf8');
/** The fields of a dataclass as [name, type, default]; the default as JSON, undefined where there is none. */
function fieldsOf(name: string): [string, string, unknown][] {
  const body = source.split(`class ${name}:`)[1]?.split('\n\n\n')[0] ?? '';
  const words: Record<string, unknown> = { None: null, False: false, True: true };
  return [...body.matchAll(/^ {4}(\w+): (.+?)(?: = (.+?))?(?: {2}#.*)?$/gmu)].map(([, field, type, text]) => [
    field ?? '',
    type ?? '',
    text === undefined ? undefined : text in words ? words[text] : JSON.parse(text),
  ]);
}
const choicesOf = (type: string | undefined) =>
  [...(type ?? '').matchAll(/"(\w+)"/gu)].map((match) => match[1]);

test('the keys and defaults of a recipe are the trainer’s', () => {
  const fields = fieldsOf('Recipe');
  expect(fields.length).toBeGreaterThan(15);
  expect(Recipe.parse({})).toEqual(Object.fromEntries(fields.map(([name, , value]) => [name, value])));
  const margin = fields.find(([name]) => name === 'margin');
  expect([...lossMargins].toSorted()).toEqual(choicesOf(margin?.[1]).toSorted());
});

test('the keys, kinds and default of an adapter are the trainer’s', () => {
  const fields = fieldsOf('Adapter');
  const least = Adapter.parse({ kind: 'lora', rank: 1, alpha: 1 });
  expect(Object.keys(least).toSorted()).toEqual(fields.map(([name]) => name).toSorted());
  expect([...adapterKinds]).toEqual(choicesOf(fields.find(([name]) => name === 'kind')?.[1]));
  expect(least.targets).toBe(fields.find(([name]) => name === 'targets')?.[2]);
});

test('a scaled loss has the trainer’s weights', () => {
  const losses = fs.readFileSync(path.join(python, 'losses.py'), 'utf8');
  const table = /^SCALES = \{\n([^}]+)\}/mu.exec(losses)?.[1] ?? '';
  const rows = [...table.matchAll(/"(\w+)": ([\d.]+)/gu)].map(([, name, value]) => [name, Number(value)]);
  expect({ ...scaledWeights, unknown: 1 }).toEqual(Object.fromEntries(rows));
});

test('a slope takes as many pairs as the trainer asks for', () => {
  const calibration = fs.readFileSync(path.join(python, 'calibration.py'), 'utf8');
  expect(MIN_CALIBRATION_PAIRS).toBe(Number(/^MIN_PAIRS = ([0-9]+)/mu.exec(calibration)?.[1]));
});

test('the strengths that a recipe may keep are the trainer’s', () => {
  const data = fs.readFileSync(path.join(python, 'data.py'), 'utf8');
  const known = choicesOf(/^Strength = (.+)$/mu.exec(data)?.[1]);
  expect([...strengths, 'unknown']).toEqual(known);
});
