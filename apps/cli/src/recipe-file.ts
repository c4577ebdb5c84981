import fs from 'node:fs';
import { Recipe } from '@preferably/contracts';
import { z } from 'zod';
import { CliError } from './errors.ts';

/**
 * The recipe of a file, each key left out with its default; all of them without a file.
 *
 * @throws CliError that says what is wrong with the file
 */
export function readRecipe(file: string | undefined): Recipe {
  if (file === undefined) return Recipe.parse({});
  let value: unknown;
  try {
    value = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    throw new CliError(`the recipe ${file} cannot be read as JSON`);
  }
  const parsed = Recipe.safeParse(value);
  if (!parsed.success)
    throw new CliError(`the recipe ${file} is not valid:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
