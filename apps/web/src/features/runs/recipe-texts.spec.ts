import { expect, test } from '@playwright/test';
import { Recipe, recipePresetNames, recipePresets } from '@preferably/contracts';
import { presetOf, presetTexts, rateText, recipeOf, recipeTexts } from './recipe-texts.ts';

test('small rates are written as engineers write them', () => {
  expect([1e-5, 3.5e-5, 0.01, 5e-6].map(rateText)).toEqual(['1e-5', '3.5e-5', '0.01', '5e-6']);
});

const recipes: [string, object][] = [
  ['the default', {}],
  ['an adapter on named modules', { adapter: { kind: 'qlora', rank: 8, alpha: 12.5, targets: ['q', 'v'] } }],
  ['shares that a computer cannot halve', { other_share: 0.07, warmup_share: 0.29, label_smoothing: 0.005 }],
  ['two strengths and edits', { strengths: ['better', 'unknown'], edits: true, compile: true }],
  ['the top layers alone', { trained_layers: 0, margin: 'scaled' }],
  ...recipePresetNames.map((name): [string, object] => [name, recipePresets[name]]),
];
for (const [name, recipe] of recipes) {
  test(`${name} comes out of the form as it went in`, () => {
    const whole = Recipe.parse(recipe);
    expect(Recipe.parse(recipeOf(recipeTexts(whole)))).toEqual(whole);
  });
}

test('an adapter says what is trained, so the number of layers is not asked', () => {
  const texts = { ...recipeTexts(Recipe.parse({ trained_layers: 3 })), adapter: 'lora' };
  expect(Recipe.parse(recipeOf(texts))).toMatchObject({ trained_layers: null, adapter: { rank: 16 } });
});

for (const name of recipePresetNames) {
  test(`${name} is known again until something is changed`, () => {
    const texts = presetTexts(name, true);
    expect(presetOf(texts, true)).toBe(name);
    expect(presetOf({ ...texts, rank: '99' }, true)).toBe(name);
    expect(presetOf({ ...texts, learning_rate: '0.00003' }, true)).toBeNull();
    expect(presetOf({ ...texts, weight_decay: '' }, true)).toBeNull();
  });
}

test('a preset mixes nothing in where there is no other source', () => {
  expect(presetTexts('helpfulness.llama2', true).other_share).toBe('50');
  expect(presetTexts('helpfulness.llama2', false).other_share).toBe('0');
});
