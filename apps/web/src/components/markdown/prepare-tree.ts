/** Just enough of a hast node for the steps below. */
interface Node {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
}

const directed = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'blockquote', 'table', 'pre']);
const longestMath = 2000;
const mostMath = 400;
const longestHighlight = 20_000;

/** Without recursion, in the order of the text. */
function walk(tree: Node, visit: (node: Node, parent: Node | null) => void): void {
  const waiting: [Node, Node | null][] = [[tree, null]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    visit(...next);
    const [node] = next;
    for (const child of (node.children ?? []).toReversed()) waiting.push([child, node]);
  }
}

/** HTML in a response is part of what is judged: it stays on the screen as the text that it is. Before sanitising. */
export function rawAsText() {
  return (tree: Node): void =>
    walk(tree, (node) => {
      if (node.type === 'raw') node.type = 'text';
    });
}

function textLength(node: Node): number {
  let length = 0;
  walk(node, (each) => {
    if (each.type === 'text') length += each.value?.length ?? 0;
  });
  return length;
}

/**
 * After sanitising, before the code and the formulas are worked on: every block takes its direction from its own text,
 * and what would take long to colour or to set stays as it was written.
 */
export function prepareBlocks() {
  return (tree: Node): void => {
    let formulas = 0;
    walk(tree, (node, parent) => {
      if (!node.tagName) return;
      if (directed.has(node.tagName)) node.properties = { ...node.properties, dir: 'auto' };
      if (node.tagName === 'pre') node.properties = { ...node.properties, tabIndex: 0 };
      if (node.tagName !== 'code' || !Array.isArray(node.properties?.className)) return;
      const length = textLength(node);
      const isMath = node.properties.className.includes('language-math');
      if (isMath) formulas += 1;
      if (isMath ? length > longestMath || formulas > mostMath : length > longestHighlight) {
        delete node.properties.className;
        if (parent?.tagName !== 'pre') node.properties.dir = 'auto';
      }
    });
  };
}

/** After the formulas are set: the wide ones scroll, and must be reachable by keyboard as code and tables are. */
export function reachFormulas() {
  return (tree: Node): void =>
    walk(tree, (node) => {
      const names = node.properties?.className;
      if (Array.isArray(names) && names.includes('katex-display')) {
        node.properties = { ...node.properties, tabIndex: 0 };
      }
    });
}
