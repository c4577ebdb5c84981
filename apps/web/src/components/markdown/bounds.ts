/** Above it no Markdown is looked for: reading it would hold the page up for seconds. Nothing is cut off. */
export const longestMarkdown = 100_000;

/** Deeper or larger than anything meant to be read; the browser's own layout would suffer. */
const deepest = 100;
const mostElements = 20_000;

export type PlainReason = 'long' | 'complex';

/** A quote in a quote in a quote: the parser goes through a line once for every level of it. */
const nested = new RegExp(String.raw`^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){${deepest},}`, 'mu');

/** What the parser goes back over each time it meets another one, and how many of it are still quick. */
const costly: { sign: RegExp; inBlock: number; inText: number }[] = [
  { sign: /[[\]]/gu, inBlock: 2000, inText: 10_000 },
  { sign: /\$\$+/gu, inBlock: 500, inText: 5000 },
  { sign: /\\[([]/gu, inBlock: 1000, inText: 2000 },
  { sign: /^[ \t]{0,3}=+[ \t]*$/gmu, inBlock: 500, inText: 500 },
];

const count = (text: string, sign: RegExp) => text.match(sign)?.length ?? 0;

/** What would take far longer to read as Markdown than its length lets one expect, known before it is read. */
export function plainReason(text: string): PlainReason | null {
  if (text.length > longestMarkdown) return 'long';
  if (nested.test(text)) return 'complex';
  const tooMany = costly.some(
    ({ sign, inBlock, inText }) =>
      count(text, sign) > Math.min(inBlock, inText) &&
      (count(text, sign) > inText || text.split(/\n[ \t]*\n/u).some((block) => count(block, sign) > inBlock)),
  );
  return tooMany ? 'complex' : null;
}

export class TooComplex extends Error {
  override name = 'TooComplex';
}

interface Node {
  type: string;
  children?: Node[];
}

/** A rehype plugin: refuses a tree that a browser could not lay out in reasonable time. Goes without recursion. */
export function boundTree() {
  return (tree: Node): void => {
    const waiting: { node: Node; depth: number }[] = [{ node: tree, depth: 0 }];
    let elements = 0;
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (next.node.type === 'element') elements += 1;
      if (next.depth > deepest || elements > mostElements)
        throw new TooComplex('too deep or too many elements');
      for (const node of next.node.children ?? []) waiting.push({ node, depth: next.depth + 1 });
    }
  };
}
