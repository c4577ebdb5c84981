import { expect, test } from '@playwright/test';
import { renderToStaticMarkup } from 'react-dom/server';
import ReactMarkdown from 'react-markdown';
import { markMatches, splitByMatches } from './mark-matches.ts';
import { rehypePlugins, remarkPlugins } from './plugins.ts';

const marked = (text: string, query: string) =>
  renderToStaticMarkup(
    ReactMarkdown({ children: text, remarkPlugins, rehypePlugins: [...rehypePlugins, [markMatches, query]] }),
  ).replace(/ dir="auto"/gu, '');

const mark = (n: number, text: string) => `<mark data-match="${n}">${text}</mark>`;

const cases: [string, string, string, string][] = [
  ['whatever its case', 'Be Fair. be fair.', 'be f', `<p>${mark(0, 'Be F')}air. ${mark(1, 'be f')}air.</p>`],
  ['over white space of any kind', 'be\nfair', 'be  fair', `<p>${mark(0, 'be\nfair')}</p>`],
  [
    'half of it bold',
    'be **fair** now',
    'be fair n',
    `<p>${mark(0, 'be ')}<strong>${mark(0, 'fair')}</strong>${mark(0, ' n')}ow</p>`,
  ],
  ['not from one block to the next', 'be\n\nfair', 'be fair', '<p>be</p>\n<p>fair</p>'],
  ['signs are signs', 'a.c abc', 'a.c', `<p>${mark(0, 'a.c')} abc</p>`],
  ['in Korean', '공정하게 평가하세요', '평가', `<p>공정하게 ${mark(0, '평가')}하세요</p>`],
  ['in code', 'say `fair play`', 'fair', `<p>say <code>${mark(0, 'fair')} play</code></p>`],
  ['nothing but spaces is nothing', 'be fair', '  ', '<p>be fair</p>'],
];
for (const [name, text, query, html] of cases) {
  test(`a match is marked: ${name}`, () => {
    expect(marked(text, query)).toBe(html);
  });
}

test('formulas are left as they are', () => {
  expect(marked('$$x$$ and x', 'x')).toMatch(/and <mark data-match="0">x<\/mark><\/p>$/u);
});

test('a plain text is cut into what matches and the rest, and nothing is lost', () => {
  const pieces = splitByMatches('be fair, be kind', 'BE');
  expect(pieces.map((p) => p.text).join('')).toBe('be fair, be kind');
  expect(pieces.filter((p) => p.matches).map((p) => p.text)).toEqual(['be', 'be']);
  expect(splitByMatches('be fair', '')).toEqual([{ text: 'be fair', matches: false }]);
});
