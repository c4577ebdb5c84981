import { expect, test } from '@playwright/test';
import { Slug } from '@preferably/contracts';
import { suggestSlug } from './suggest-slug.ts';

for (const [name, slug] of [
  ['Assistant v2, helpfulness', 'assistant-v2-helpfulness'],
  ['  Crème brûlée!  ', 'creme-brulee'],
  ['유용성 평가', 'safety'],
  ['어시스턴트 v2', 'v2'],
  ['', ''],
  [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
] as const) {
  test(`a short name is suggested for “${name.slice(0, 30)}”`, () => {
    const suggested = suggestSlug(name, 'safety');
    expect(suggested).toBe(slug);
    if (suggested) expect(Slug.safeParse(suggested).success).toBe(true);
  });
}
