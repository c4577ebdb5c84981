import fs from 'node:fs';
import path from 'node:path';
import { Recipe, recipePresetNames, recipePresets } from '@preferably/contracts';
import { z } from 'zod';
import { CliError } from './errors.ts';

/**
 * The recipe of a name or a file, each key left out with its default; all of them without either. A file may name
 * another recipe as its `base`, by a name or a path relative to it, and its own keys go over that one's.
 *
 * @throws CliError that says what is wrong with the file
 */
export function readRecipe(given: string | undefined): Recipe {
  if (given === undefined) return Recipe.parse({});
  const parsed = Recipe.safeParse(keysOf(given, []));
  if (!parsed.success)
    throw new CliError(`the recipe ${given} is not valid:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const presets: Record<string, object> = recipePresets;

/** @param over the files whose bases led here */
function keysOf(given: string, over: readonly string[]): object {
  const preset = Object.hasOwn(presets, given) ? presets[given] : undefined;
  if (preset) return preset;
  const file = path.resolve(given);
  if (over.includes(file)) throw new CliError(`the recipe ${given} is its own base`);
  const { base, ...own } = readObject(given);
  if (base === undefined) return own;
  if (typeof base !== 'string')
    throw new CliError(`the base of the recipe ${given} must be a name or a path`);
  const next = Object.hasOwn(presets, base) ? base : path.resolve(path.dirname(file), base);
  return { ...keysOf(next, [...over, file]), ...own };
}

function readObject(file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is no JSON' : 'cannot be read';
    const names = recipePresetNames.join(', ');
    throw new CliError(`the recipe ${file} ${why}; give a JSON file, or one of ${names}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CliError(`the recipe ${file} must be a JSON object`);
  return value as Record<string, unknown>;
}
