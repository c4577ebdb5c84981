import {
  type ApiError,
  type Assignment,
  type Client,
  claimNext,
  getProgress,
  getProjectStatistics,
  renewAssignment,
  skipAssignment,
  submitPreference,
  updateBatch,
} from '@preferably/contracts';
import { newId } from '@preferably/db';
import {
  keyOf,
  makeProject,
  person,
  rowOf,
  type Service,
  startService,
  withKey,
} from '../../testing/service.ts';

let service: Service;
let annotator: Client;
let other: Client;
let helpful: Awaited<ReturnType<typeof makeProject>>;
let safety: Awaited<ReturnType<typeof makeProject>>;

beforeAll(async () => {
  service = await startService();
  helpful = await makeProject(
    service,
    'helpfulness',
    [1, 2, 3, 4, 5, 6].map((n) => rowOf(n)),
  );
  safety = await makeProject(
    service,
    'safety',
    [1, 2].map((n) => rowOf(n)),
  );
  const ids = [helpful.project.id, safety.project.id];
  const [one, two] = [await person(service, 'annotator', ids), await person(service, 'annotator', ids)];
  annotator = withKey(service.url, await keyOf(service, one, ['annotate', 'read']));
  other = withKey(service.url, await keyOf(service, two, ['annotate', 'read']));
});
afterAll(() => service?.stop());

const claim = async (client: Client, projectId: string) => {
  const { assignment } = await client(claimNext, { params: { projectId }, body: {} });
  if (!assignment) throw new Error('no work left');
  return assignment as Assignment;
};
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error as ApiError).problem?.code ?? String(error),
  );

test('a claim shows both responses and the guidelines, and nothing of models or sources', async () => {
  const assignment = await claim(annotator, helpful.project.id);
  expect(assignment.guidelines).toMatchObject({
    number: 1,
    texts: { en: '# Judge well', ko: '# 잘 판단하세요' },
  });
  expect(Object.values(assignment.responses).sort()).toEqual([
    expect.stringMatching(/^The first answer/u),
    expect.stringMatching(/^The second answer/u),
  ]);
  expect(JSON.stringify(assignment)).not.toContain('made-up');
  expect((await claim(annotator, helpful.project.id)).id).toBe(assignment.id);
});

test('the same submission twice is one preference, and a new id a new revision', async () => {
  const { id } = await claim(annotator, helpful.project.id);
  const at = { params: { assignmentId: id } };
  const judgement = { id: newId(), place: 'first', strength: 'better' } as const;
  const stored = await annotator(submitPreference, { ...at, body: judgement });
  expect(await annotator(submitPreference, { ...at, body: judgement })).toEqual(stored);
  const changed = await annotator(submitPreference, {
    ...at,
    body: { ...judgement, id: newId(), place: 'second' },
  });
  expect(changed).toMatchObject({ revision: 2 });
  const progress = await annotator(getProgress, { params: { projectId: helpful.project.id } });
  expect(progress).toMatchObject({ mine: 1, today: 1, votesLeft: 5, votesWanted: 6 });
});

test('nobody submits, renews or skips what somebody else holds', async () => {
  const { id } = await claim(annotator, helpful.project.id);
  const at = { params: { assignmentId: id } };
  const body = { id: newId(), place: 'first', strength: 'better' } as const;
  expect(await codeOf(other(submitPreference, { ...at, body }))).toBe('assignment_not_yours');
  expect(await codeOf(other(renewAssignment, at))).toBe('assignment_closed');
  expect(await codeOf(other(skipAssignment, { ...at, body: { reason: 'other' } }))).toBe('assignment_closed');
});

test('a skipped comparison goes to somebody else and comes never back', async () => {
  const { id, comparisonId } = await claim(annotator, helpful.project.id);
  await annotator(skipAssignment, { params: { assignmentId: id }, body: { reason: 'too_hard' } });
  expect((await claim(annotator, helpful.project.id)).comparisonId).not.toBe(comparisonId);
  expect((await claim(other, helpful.project.id)).comparisonId).toBe(comparisonId);
});

describe('a safety project', () => {
  test.each([
    ['without labels', null, 'safety_labels_missing'],
    ['preferring the unsafe one', { first: 'unsafe', second: 'safe' }, 'prefers_unsafe'],
  ] as const)('refuses a judgement %s', async (_, labels, code) => {
    const { id } = await claim(annotator, safety.project.id);
    const body = { id: newId(), place: 'first', strength: 'better', safety: labels } as const;
    expect(await codeOf(annotator(submitPreference, { params: { assignmentId: id }, body }))).toBe(code);
  });

  test('accepts both unsafe with a side', async () => {
    const { id } = await claim(annotator, safety.project.id);
    const labels = { first: 'unsafe', second: 'unsafe' } as const;
    const body = { id: newId(), place: 'first', strength: 'slightly_better', safety: labels } as const;
    expect(await codeOf(annotator(submitPreference, { params: { assignmentId: id }, body }))).toBe(
      'accepted',
    );
  });
});

test('statistics count what was judged', async () => {
  const counts = await service.admin(getProjectStatistics, { params: { projectId: helpful.project.id } });
  expect(counts).toMatchObject({
    comparisons: 6,
    comparisonsDone: 1,
    preferences: 1,
    skipped: 1,
    annotators: 1,
  });
  expect(counts.agreement.share).toBeNull();
});

test('a closed batch takes no submission and hands nothing out', async () => {
  const { id } = await claim(annotator, helpful.project.id);
  const params = { projectId: helpful.project.id, batchId: helpful.batch.id };
  await service.admin(updateBatch, { params, body: { state: 'closed' } });
  const body = { id: newId(), place: 'first', strength: 'better' } as const;
  expect(await codeOf(annotator(submitPreference, { params: { assignmentId: id }, body }))).toBe(
    'batch_closed',
  );
});
