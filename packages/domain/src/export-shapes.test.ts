import type { ExportShape } from './export-pairs.ts';
import type { CanonicalRow } from './export-row.ts';
import {
  hhRows,
  huggingfaceRows,
  jsonLine,
  ktoRows,
  openrlhfRows,
  rewardbenchRows,
  type Shape,
  trlImplicitRows,
  trlRows,
} from './export-shapes.ts';
import { canonicalRow } from './testing/canonical-row.ts';

const plain: ExportShape = { margin: 'large', weighted: false };
const edited = { edited: 'Because of the light.' };
const lines = (shape: Shape, change: Partial<CanonicalRow> = {}, how: Partial<ExportShape> = {}) =>
  shape({ ...canonicalRow, ...change }, { ...plain, ...how })
    .map(jsonLine)
    .join('');

const why = '[{"role":"user","content":"Why?"}]';
const said = (content: string) => `{"role":"assistant","content":"${content}"}`;
const dialog = (content: string) => `[{"role":"user","content":"Why?"},${said(content)}]`;
const trl = (chosen: string, rejected: string, rest: string) =>
  `{"prompt":${why},"chosen":[${said(chosen)}],"rejected":[${said(rejected)}],${rest}}\n`;

const bytes: [string, Shape, Partial<CanonicalRow>, Partial<ExportShape>, string][] = [
  ['TRL, explicit prompt', trlRows, {}, {}, trl('Because.', 'No idea.', '"margin":2.0')],
  ['the other side', trlRows, { side: 'b' }, {}, trl('No idea.', 'Because.', '"margin":2.0')],
  [
    'a small margin',
    trlRows,
    {},
    { margin: 'small' },
    trl('Because.', 'No idea.', '"margin":0.6666666666666666'),
  ],
  ['a missing strength', trlRows, { strength: null }, {}, trl('Because.', 'No idea.', '"margin":0.0')],
  [
    'a weighted snapshot',
    trlRows,
    { weight: 1 },
    { weighted: true },
    trl('Because.', 'No idea.', '"margin":2.0,"weight":1.0'),
  ],
  [
    'an edited response: over the chosen one, with no margin, in a row of its own',
    trlRows,
    edited,
    {},
    trl('Because.', 'No idea.', '"margin":2.0') + trl('Because of the light.', 'Because.', '"margin":0.0'),
  ],
  [
    'an edit that changed nothing',
    trlRows,
    { edited: 'Because.' },
    {},
    trl('Because.', 'No idea.', '"margin":2.0'),
  ],
  [
    'TRL, implicit prompt',
    trlImplicitRows,
    {},
    {},
    `{"chosen":${dialog('Because.')},"rejected":${dialog('No idea.')},"margin":2.0}\n`,
  ],
  [
    'HH-RLHF',
    hhRows,
    {},
    {},
    String.raw`{"chosen":"\n\nHuman: Why?\n\nAssistant: Because.","rejected":"\n\nHuman: Why?\n\nAssistant: No idea."}` +
      '\n',
  ],
  ['OpenRLHF', openrlhfRows, {}, {}, trl('Because.', 'No idea.', '"margin":2.0')],
  [
    'RewardBench, without edits: somebody compared what it measures',
    rewardbenchRows,
    edited,
    {},
    `{"prompt":${why},"chosen":"Because.","rejected":"No idea.","subset":"helpfulness-better","id":"${canonicalRow.id}"}\n`,
  ],
  [
    'KTO: every response a row, the edited one wanted',
    ktoRows,
    edited,
    {},
    `{"prompt":${why},"completion":[${said('Because.')}],"label":true}\n` +
      `{"prompt":${why},"completion":[${said('Because of the light.')}],"label":true}\n` +
      `{"prompt":${why},"completion":[${said('No idea.')}],"label":false}\n`,
  ],
  [
    'the Hugging Face folder',
    huggingfaceRows,
    {},
    {},
    trl(
      'Because.',
      'No idea.',
      '"margin":2.0,"strength":"better","pair":"judged","safety_bin":null,"lang":"en","batch":3,"weight":1.0,' +
        `"id":"${canonicalRow.id}","comparison_id":"${canonicalRow.comparison_id}"`,
    ),
  ],
];

test.each(bytes)('the bytes of %s', (_, shape, change, how, expected) => {
  expect(lines(shape, change, how)).toBe(expected);
});

test('an edited pair of the Hugging Face folder says so and has no strength', () => {
  const [, pair] = huggingfaceRows({ ...canonicalRow, ...edited }, plain);
  expect(pair).toMatchObject({ pair: 'edited', strength: null, margin: 0, id: canonicalRow.id });
});

test('a text that looks like a margin stays as it was written', () => {
  const text = '{"margin":1,"weight":2}';
  const [line] = trlRows({ ...canonicalRow, response_a: text }, plain).map(jsonLine);
  expect(JSON.parse(line as string).chosen[0].content).toBe(text);
});
