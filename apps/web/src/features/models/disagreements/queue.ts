import type { Disagreement } from '@preferably/contracts';

/** What the service has listed so far, page after page; each page says how many are open in all. */
export interface Page {
  disagreements: Disagreement[];
  open: number;
  next: string | null;
}

export const itemsOf = (pages: readonly Page[]): Disagreement[] =>
  pages.flatMap(({ disagreements }) => disagreements);

const opened = (pages: readonly Page[], by: number): Page[] =>
  pages.map((page) => ({ ...page, open: Math.max(0, page.open + by) }));

/** One was decided: it leaves the list, and one open one fewer is left. */
export const without = (pages: readonly Page[], id: string): Page[] =>
  opened(pages, -1).map((page) => ({
    ...page,
    disagreements: page.disagreements.filter(({ comparisonId }) => comparisonId !== id),
  }));

/** A decision was taken back: it stands again where its clarity puts it. */
export function withAgain(pages: readonly Page[], item: Disagreement): Page[] {
  const isAfter = ({ probability }: Disagreement) => probability > item.probability;
  const found = pages.findIndex(({ disagreements }) => disagreements.some(isAfter));
  const place = found < 0 ? pages.length - 1 : found;
  return opened(pages, 1).map((page, index) => {
    if (index !== place) return page;
    const before = page.disagreements.filter((each) => !isAfter(each));
    return { ...page, disagreements: [...before, item, ...page.disagreements.filter(isAfter)] };
  });
}

/** The one so many further on; the ends stay where they are. */
export function neighbour(items: readonly Disagreement[], id: string, step: 1 | -1): Disagreement | null {
  const at = items.findIndex(({ comparisonId }) => comparisonId === id);
  return items[at + step] ?? items[at] ?? null;
}

/** What comes when this one leaves: the next one, before the end of the list the one before it. */
export function afterwards(items: readonly Disagreement[], id: string): Disagreement | null {
  const at = items.findIndex(({ comparisonId }) => comparisonId === id);
  return items[at + 1] ?? items[at - 1] ?? null;
}
