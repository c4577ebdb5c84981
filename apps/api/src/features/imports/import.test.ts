import { importComparisons, listImportErrors } from '@preferably/contracts';
import { linesOf, makeProject, rowOf, type Service, startService } from '../../testing/service.ts';
import { type LineRules, readLine } from './read-line.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service?.stop());

test('bad lines are reported by number and reason and never stop the good ones', async () => {
  const bad = ['{"id": 1', JSON.stringify({ ...rowOf(8), response_b: 'The first answer to 8.' })];
  const { project, batch } = await makeProject(service, 'helpfulness', []);
  const params = { projectId: project.id, batchId: batch.id };
  const lines = [linesOf([rowOf(1)]), bad[0], '', bad[1], linesOf([rowOf(2)])].join('\r\n');
  const result = await service.admin(importComparisons, { params, query: { name: 'x.jsonl' }, lines });
  expect(result.import).toMatchObject({ lines: 4, added: 2, known: 0, rejected: 2, judgements: 0 });
  expect(result.errors.map((e) => e.line)).toEqual([2, 4]);
  const again = await service.admin(importComparisons, { params, query: { name: 'x.jsonl' }, lines });
  expect(again.import).toMatchObject({ added: 0, known: 2, rejected: 2 });
  const at = { params: { projectId: project.id, importId: again.import.id } };
  expect((await service.admin(listImportErrors, at)).errors).toEqual(result.errors);
});

const rules: LineRules = {
  format: 'preferably',
  dimension: 'helpfulness',
  judged: true,
  known: false,
  votesWanted: 1,
  name: 'file.jsonl',
};
const hh = (chosen: string, rejected: string) => JSON.stringify({ chosen, rejected });
const talk = (last: string) => `\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: And?\n\nAssistant: ${last}`;

test.each([
  ['not JSON', 'nope', rules, /not JSON/u],
  ['a NUL', linesOf([rowOf(1, { lang: 'a\u0000b' })]), rules, /NUL/u],
  ['half a character', linesOf([rowOf(1, { lang: '\ud800' })]), rules, /surrogate/u],
  ['a missing field', '{"id":"x"}', rules, /prompt: /u],
  ['the other dimension', linesOf([rowOf(1, { domain: 'safety' })]), rules, /collects helpfulness/u],
  ['a tie', linesOf([rowOf(1, { preferred: 'tie' })]), rules, /no judgement/u],
  [
    'a dialog that ends with the model',
    linesOf([rowOf(1, { preferred: 'a', prompt: [{ role: 'assistant', content: 'x' }] })]),
    rules,
    /no user turn/u,
  ],
  ['no transcript', hh('just text', 'other'), { ...rules, format: 'anthropic_hh' } as const, /transcripts/u],
  [
    'transcripts of two dialogs',
    hh(talk('a'), talk('a').replace('Hi', 'Ho')),
    { ...rules, format: 'anthropic_hh' } as const,
    /share all turns/u,
  ],
])('a line is refused for %s', (_, text, given, reason) => {
  expect(readLine(text, 1, given)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
});

test('every rater of a line becomes a recorded judgement, ties left out', () => {
  const annotators = [
    { id: 'r1', preferred: 'a', strength: 'better', shown_first: 'b' },
    { id: 'r2', preferred: 'tie' },
    { id: 'r3', preferred: 'b' },
  ];
  const read = readLine(linesOf([rowOf(1, { annotators })]), 1, rules);
  expect(read).toMatchObject({
    ok: true,
    comparison: {
      judgements: [
        { rater: 'made-up:r1', side: 'a', strength: 'better', shownFirst: 'b' },
        { rater: 'made-up:r3', side: 'b', strength: null },
      ],
    },
  });
});

test('HH transcripts become a dialog with the chosen response on a side that the line number draws', () => {
  const given = { ...rules, format: 'anthropic_hh' } as const;
  const [even, odd] = [2, 3].map((line) => readLine(hh(talk('good'), talk('bad')), line, given));
  expect(even).toMatchObject({
    comparison: { responseA: 'good', responseB: 'bad', judgements: [{ side: 'a' }] },
  });
  expect(odd).toMatchObject({
    comparison: { responseA: 'bad', responseB: 'good', judgements: [{ side: 'b' }] },
  });
  expect(even).toMatchObject({
    comparison: { prompt: [{ role: 'user' }, { role: 'assistant' }, { content: 'And?' }] },
  });
});
