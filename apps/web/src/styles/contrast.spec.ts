import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/gu)].map(([, name, light, dark]) => [
    name,
    { light: light as string, dark: dark as string },
  ]),
);

/** WCAG 2.2's relative luminance. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const onGrounds: [string, string[]][] = [
  ['ink', ['canvas', 'surface', 'sunken', 'raised', 'hover']],
  ['muted', ['canvas', 'surface', 'sunken', 'raised', 'hover']],
  ['accent', ['surface', 'canvas']],
  ...[...tokens.keys()]
    .filter((name) => name?.startsWith('code-'))
    .map((name) => [name, ['sunken', 'surface']] as [string, string[]]),
  ['ink', ['ok-soft', 'danger-soft']],
];
for (const [text, grounds] of onGrounds) {
  for (const ground of grounds) {
    test(`${text} on ${ground} is readable in both themes`, () => {
      for (const theme of ['light', 'dark'] as const) {
        const [a, b] = [tokens.get(text)?.[theme] ?? '', tokens.get(ground)?.[theme] ?? ''];
        expect(contrast(a, b), theme).toBeGreaterThanOrEqual(4.5);
      }
    });
  }
}
