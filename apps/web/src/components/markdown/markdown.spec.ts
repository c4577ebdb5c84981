import { expect, test } from '@playwright/test';
import ReactMarkdown from 'react-markdown';
import { longestMarkdown, plainReason } from './bounds.ts';
import { linkTarget, visibleAddress } from './link-target.ts';
import { rehypePlugins, remarkPlugins } from './plugins.ts';

interface Element {
  type?: unknown;
  props?: { children?: unknown; className?: string; [name: string]: unknown };
}

/** The elements that a text becomes, without a page around them. */
function elementsOf(text: string): { tag: string; props: Record<string, unknown>; text: string }[] {
  const found: { tag: string; props: Record<string, unknown>; text: string }[] = [];
  const read = (node: unknown): string => {
    if (typeof node === 'string') return node;
    if (Array.isArray(node)) return node.map(read).join('');
    const { type, props } = (node ?? {}) as Element;
    const inner = props ? read(props.children) : '';
    if (typeof type === 'string') found.push({ tag: type, props: props ?? {}, text: inner });
    return inner;
  };
  read(ReactMarkdown({ children: text, remarkPlugins, rehypePlugins }));
  return found;
}
const formulas = (text: string) =>
  elementsOf(text)
    .filter((each) => each.tag === 'annotation')
    .map((each) => each.text);

const math: [string, string, string[]][] = [
  ['dollars are money', 'It costs $5 and $10, or $x^2$.', []],
  ['brackets within a line', 'So \\(x^2 < y\\) holds.', ['x^2 < y']],
  ['brackets over lines', 'So\n\\[\nx\n+ y \\\\[2pt] z\n\\]\nholds.', []],
  ['brackets over lines that begin no list', '\\[\nx^2 \\\\[2pt]\n= y\n\\]', ['\nx^2 \\\\[2pt]\n= y\n']],
  ['double dollars within a line', 'So $$x$$ holds.', ['x']],
  ['double dollars as a block', '$$\nx\n$$', ['x']],
  ['an escaped backslash opens nothing', 'a \\\\(x\\\\) b', []],
  ['without an end it is no formula', 'a \\(x and \\(y', []],
  ['in code it is code', '`\\(x\\)`\n\n```\n\\(x\\)\n```', []],
];
for (const [name, text, wanted] of math) {
  test(`math: ${name}`, () => {
    expect(formulas(text)).toEqual(wanted);
  });
}

test('a wrong formula shows what was written', () => {
  const error = elementsOf('\\(\\frac{1\\)').find((each) => each.props.className === 'katex-error');
  expect(error?.text).toBe('\\frac{1');
});

test('code is coloured by its named language only', () => {
  const coloured = (text: string) =>
    elementsOf(text).filter((each) => each.props.className === 'hljs-keyword').length;
  expect(coloured('```python\ndef f(): pass\n```')).toBe(2);
  expect(coloured('```\ndef f(): pass\n```')).toBe(0);
  expect(coloured('```no-such-language\ndef f(): pass\n```')).toBe(0);
});

test('HTML stays text, and blocks take their direction from their words', () => {
  const elements = elementsOf('<b onclick="x()">bold</b>\n\nשלום\n\n<script>x()</script>');
  expect(elements.map((each) => each.tag)).toEqual(['p', 'p']);
  expect(elements.map((each) => each.props.dir)).toEqual(['auto', 'auto']);
  expect(elementsOf('<i> &').at(-1)?.text).toBe('<i> &');
});

const targets: [string, string | null][] = [
  ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
  ['mailto:a@example.org', 'mailto:a@example.org'],
  ['https://g\u043e\u043egle.com/', 'https://xn--ggle-55da.com/'],
  ['https://example.org/\u202egpj.exe', 'https://example.org/%E2%80%AEgpj.exe'],
  ['https://bank.example@evil.example/', null],
  ['https:evil.example', 'https://evil.example/'],
  ['//evil.example/', null],
  ['/preferences', null],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['ftp://example.org/', null],
];
for (const [given, wanted] of targets) {
  test(`a link to ${JSON.stringify(given)} leads to ${wanted}`, () => {
    expect(linkTarget(given)).toBe(wanted);
  });
}
test('direction marks in an address that is no link are made visible', () => {
  expect(visibleAddress('a\u202eb\u2066c')).toBe('a\ufffdb\ufffdc');
});

const bounds: [string, string, ReturnType<typeof plainReason>][] = [
  ['an ordinary text', '# Title\n\n- [a](b)\n  - c', null],
  ['a long text', 'a'.repeat(longestMarkdown + 1), 'long'],
  ['thousands of quotes', '>'.repeat(5000), 'complex'],
  ['thousands of lists', '- '.repeat(5000), 'complex'],
  ['thousands of brackets', '['.repeat(5000), 'complex'],
  ['a block of double dollars', '$$ '.repeat(2000), 'complex'],
];
for (const [name, text, wanted] of bounds) {
  test(`bounds: ${name}`, () => {
    expect(plainReason(text)).toBe(wanted);
  });
}
