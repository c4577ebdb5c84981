import { actionFor, type GradedRow, parseGraded, unjudged, workByRater } from './graded.ts';

const row = (part: Partial<GradedRow> = {}): GradedRow => ({
  id: 'graded:1',
  source: 'a graded source',
  prompt: [{ role: 'user', content: 'Hello' }],
  response_a: 'Hi',
  response_b: 'Good day',
  annotators: [{ id: 'one', score: -2 }],
  ...part,
});

test.each([
  ['2 is a, better', 2, { kind: 'submit', side: 'a', strength: 'better' }],
  ['1 is a, slightly better', 1, { kind: 'submit', side: 'a', strength: 'slightly_better' }],
  ['0 is no preference', 0, { kind: 'skip', reason: 'no_preference' }],
  ['-1 is b, slightly better', -1, { kind: 'submit', side: 'b', strength: 'slightly_better' }],
  ['-2 is b, better', -2, { kind: 'submit', side: 'b', strength: 'better' }],
])('a score of %s', (_, score, action) => {
  expect(actionFor(row(), score)).toEqual(action);
});

test.each([2, 0, -1])('the same text twice is skipped as such, whatever the score (%i)', (score) => {
  const same = row({ response_b: ' Hi\n' });
  expect(actionFor(same, score)).toEqual({ kind: 'skip', reason: 'identical_responses' });
});

test('a comparison is imported without its judgements and wants a vote from each rater', () => {
  const annotators = [
    { id: 'one', score: 1 },
    { id: 'two', score: 0 },
    { id: 'one', score: 2 },
  ];
  const imported = unjudged(row({ annotators, models: { a: 'm1', b: 'm2' } }));
  expect(imported).toEqual({
    id: 'graded:1',
    source: 'a graded source',
    domain: 'helpfulness',
    prompt: [{ role: 'user', content: 'Hello' }],
    response_a: 'Hi',
    response_b: 'Good day',
    models: { a: 'm1', b: 'm2' },
    votes_wanted: 2,
  });
});

test('a second judgement by one rater on one row is counted and not given again', () => {
  const annotators = [
    { id: 'one', score: 1 },
    { id: 'two', score: 0 },
    { id: 'one', score: -2 },
  ];
  const { work, repeated } = workByRater([row({ annotators }), row({ id: 'graded:2' })]);
  expect(repeated).toBe(1);
  expect(work.get('one')?.map((w) => [w.row.id, w.action.kind])).toEqual([
    ['graded:1', 'submit'],
    ['graded:2', 'submit'],
  ]);
  expect(work.get('one')?.[0]?.action).toMatchObject({ side: 'a' });
  expect(work.get('two')).toHaveLength(1);
});

test('a line that is no graded comparison is named by its number', () => {
  expect(() => parseGraded([JSON.stringify(row()), '{"id":"x"}'])).toThrow(/line 2/u);
});
