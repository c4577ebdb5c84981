import { Recipe } from './recipe.ts';

const lora = { kind: 'lora', rank: 16, alpha: 32 };

test('a recipe of an earlier version has the defaults of what it could not say', () => {
  const earlier = { margin: 'large', epochs: 1, batch_pairs: 64, learning_rate: 1e-4, dtype: 'auto' };
  expect(Recipe.parse(earlier)).toMatchObject({
    ...earlier,
    other_share: 0,
    adapter: null,
    weight_decay: 0.1,
  });
});

test('an adapter takes every linear layer unless it names modules', () => {
  expect(Recipe.parse({ adapter: lora }).adapter).toEqual({ ...lora, targets: 'all-linear' });
  const named = { ...lora, targets: ['q_proj', 'v_proj'] };
  expect(Recipe.parse({ adapter: named }).adapter).toEqual(named);
});

const refused: [string, object, string][] = [
  ['an unknown key', { batch: 3 }, ''],
  ['half of the judgements taken for their opposite', { label_smoothing: 0.5 }, 'label_smoothing'],
  ['a mix of other sources alone', { other_share: 1 }, 'other_share'],
  ['no strength at all', { strengths: [] }, 'strengths'],
  ['a strength twice', { strengths: ['better', 'better'] }, 'strengths'],
  ['an adapter of rank 0', { adapter: { ...lora, rank: 0 } }, 'adapter.rank'],
  ['an adapter of an unknown kind', { adapter: { ...lora, kind: 'dora' } }, 'adapter.kind'],
  ['an adapter that is put nowhere', { adapter: { ...lora, targets: [] } }, 'adapter.targets'],
  ['layers beside an adapter', { adapter: lora, trained_layers: 2 }, 'trained_layers'],
  ['float64, which is for tests of the trainer', { dtype: 'float64' }, 'dtype'],
];
test.each(refused)('%s is refused', (_, recipe, path) => {
  const parsed = Recipe.safeParse(recipe);
  expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
});
