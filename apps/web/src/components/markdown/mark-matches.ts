/** Just enough of a hast node for finding words in it. */
interface Node {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
}

/** What ends a line of reading: nobody looks for words across it. */
const blocks = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table thead tbody tr th td hr br'.split(' '),
);
const edge = '\u0000';

/** Finds a query whatever its case, and with any white space where it has some; null when there is nothing to find. */
function patternOf(query: string): RegExp | null {
  const words = query.trim().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return null;
  return new RegExp(words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')).join('\\s+'), 'giu');
}

/** A text in pieces: what matches the query and what stands between. */
export function splitByMatches(text: string, query: string): { text: string; matches: boolean }[] {
  const pattern = patternOf(query);
  if (!pattern) return [{ text, matches: false }];
  const pieces: { text: string; matches: boolean }[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    pieces.push({ text: text.slice(from, match.index), matches: false }, { text: match[0], matches: true });
    from = match.index + match[0].length;
  }
  pieces.push({ text: text.slice(from), matches: false });
  return pieces.filter((piece) => piece.text !== '');
}

/** The pieces of text in the order of reading, and all of it as one; formulas are no words. */
function readTexts(tree: Node): { texts: { node: Node; parent: Node; at: number }[]; whole: string } {
  const texts: { node: Node; parent: Node; at: number }[] = [];
  let whole = '';
  const read = (node: Node, parent: Node) => {
    if (node.type === 'text') {
      texts.push({ node, parent, at: whole.length });
      whole += node.value ?? '';
    }
    const { className } = node.properties ?? {};
    if (Array.isArray(className) && className.some((name) => String(name).startsWith('katex'))) return;
    const isBlock = blocks.has(node.tagName ?? '');
    if (isBlock) whole += edge;
    for (const child of node.children ?? []) read(child, node);
    if (isBlock) whole += edge;
  };
  read(tree, tree);
  return { texts, whole };
}

/**
 * A rehype plugin: puts every match of the query into `<mark data-match="its number">`. A match that begins in one
 * element and ends in another (half of it bold, say) is several marks of one number.
 */
export function markMatches(query: string) {
  return (tree: Node): void => {
    const pattern = patternOf(query);
    if (!pattern) return;
    const { texts, whole } = readTexts(tree);
    const matches = Array.from(whole.matchAll(pattern), (m) => ({
      from: m.index,
      to: m.index + m[0].length,
    }));
    let next = 0;
    for (const { node, parent, at } of texts) {
      const value = node.value ?? '';
      const end = at + value.length;
      while (next < matches.length && (matches[next]?.to ?? 0) <= at) next += 1;
      const pieces: Node[] = [];
      let from = at;
      for (let n = next; n < matches.length; n++) {
        const match = matches[n];
        if (!match || match.from >= end) break;
        const [start, stop] = [Math.max(match.from, at), Math.min(match.to, end)];
        if (start > from) pieces.push({ type: 'text', value: value.slice(from - at, start - at) });
        const children = [{ type: 'text', value: value.slice(start - at, stop - at) }];
        pieces.push({ type: 'element', tagName: 'mark', properties: { dataMatch: n }, children });
        from = stop;
      }
      if (pieces.length === 0) continue;
      if (from < end) pieces.push({ type: 'text', value: value.slice(from - at) });
      parent.children?.splice(parent.children.indexOf(node), 1, ...pieces);
    }
  };
}
