import {
  claimNext,
  createApiKey,
  freezeSnapshot,
  getSnapshot,
  importComparisons,
  type Snapshot,
  snapshotFilePath,
  submitPreference,
  updateProject,
} from '@preferably/contracts';
import { newId } from '@preferably/db';
import { exportFormats, strengths } from '@preferably/domain';
import { keyOf, linesOf, makeProject, person, type Service, unlike, withKey } from './service.ts';

const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });

const asked = [
  {
    lang: 'en',
    text: (n: number) =>
      `My kettle, number ${unlike(n)}, smells of burning. What should I check before I use it again?`,
  },
  {
    lang: 'ko',
    text: (n: number) => `${unlike(n)}번 주전자에서 타는 냄새가 나요. 다시 쓰기 전에 무엇을 확인해야 할까요?`,
  },
];

/** A service that somebody else started will do. */
type Spoken = Pick<Service, 'url' | 'admin'>;

/** Texts of our own in two languages: one turn or three, now and then a system turn, quotes, lines and signs. */
function variedRow(n: number, more: object = {}) {
  const { lang, text } = asked[n % 2] as (typeof asked)[number];
  const last = user(text(n));
  const earlier = [
    user(`${lang === 'ko' ? '안녕하세요?' : 'Hello there.'} ${unlike(n)}`),
    assistant(lang === 'ko' ? '네!' : 'Hi!\n\nHow "are" you?'),
  ];
  const prompt =
    n % 3 === 0
      ? [...earlier, last]
      : n % 5 === 0
        ? [{ role: 'system', content: 'Be brief.' }, last]
        : [last];
  return {
    id: `varied-${n}`,
    source: n % 4 ? 'made up' : 'made up, second part',
    lang,
    prompt,
    response_a:
      lang === 'ko'
        ? `플러그를 뽑고 코드를 살펴보세요. (${n})`
        : `=Unplug kettle ${n} first, then look at its cord.`,
    response_b:
      lang === 'ko'
        ? `그녀는 괜찮다고 했어요, ${n}번은 그냥 쓰세요.`
        : `Kettle ${n} is fine, she said;\nuse it, and tell him "so".`,
    models: { a: 'careful-2', b: n % 2 ? 'quick-1' : 'quick-2' },
    ...more,
  };
}

/** A safety project with everything that a row can hold: judged here by two people, edited, and recorded elsewhere. */
export async function makeVariedProject(service: Spoken, { recorded = 100, here = 20 } = {}) {
  const open = Array.from({ length: here }, (_, n) => variedRow(n));
  const { project, batch } = await makeProject(service, 'safety', open, { votesWanted: 2 });
  const params = { projectId: project.id };
  await service.admin(updateProject, { params, body: { editStep: true } });
  const judged = Array.from({ length: recorded }, (_, n) =>
    variedRow(here + n, {
      safety: { a: true, b: n % 7 !== 0 },
      annotators: [
        {
          id: `rater-${n % 3}`,
          preferred: n % 7 && n % 3 === 0 ? 'b' : 'a',
          strength: n % 11 ? strengths[n % 4] : undefined,
        },
      ],
    }),
  );
  const at = { params: { ...params, batchId: batch.id } };
  const query = { name: 'recorded.jsonl', judged: 'true' } as const;
  await service.admin(importComparisons, { ...at, query, lines: linesOf(judged) });
  for (const annotator of [
    await person(service, 'annotator', [project.id]),
    await person(service, 'annotator', [project.id]),
  ]) {
    await judgeAll(service, project.id, await keyOf(service, annotator, ['annotate', 'read']));
  }
  return project;
}

async function judgeAll(service: Spoken, projectId: string, key: string) {
  const client = withKey(service.url, key);
  for (let n = 0; ; n++) {
    const { assignment } = await client(claimNext, { params: { projectId }, body: {} });
    if (!assignment) return;
    const body = {
      id: newId(),
      place: n % 3 ? 'first' : 'second',
      strength: strengths[n % 4] ?? 'better',
      safety: { first: 'safe', second: 'safe' },
      comment: n % 2 ? '+1, "clearer"' : null,
      edited: n % 4 ? null : `Improved by hand, ${n}: unplug it first.`,
    } as const;
    await client(submitPreference, { params: { assignmentId: assignment.id }, body });
  }
}

/** Freezes a project with every format there is and waits for its files. */
export async function freezeEverything(service: Spoken, projectId: string, body: object): Promise<Snapshot> {
  const { id } = await service.admin(freezeSnapshot, {
    params: { projectId },
    body: { name: newId(), testShare: 0.3, formats: [...exportFormats], ...body },
  });
  return waitUntilWritten(service, id);
}

export async function waitUntilWritten({ admin }: Spoken, id: string): Promise<Snapshot> {
  for (let tries = 0; tries < 1200; tries++) {
    const snapshot = await admin(getSnapshot, { params: { snapshotId: id } });
    if (snapshot.state === 'failed') throw new Error(snapshot.error ?? 'the snapshot failed');
    if (snapshot.state === 'ready') return snapshot;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the snapshot is still building');
}

/** What downloads the files of a service's snapshots, with an engineer's means: an API key. */
export async function downloader(service: Spoken) {
  const { secret } = await service.admin(createApiKey, {
    body: { name: 'download', scopes: ['export', 'read'] },
  });
  return async (snapshotId: string, name: string): Promise<Buffer> => {
    const response = await fetch(service.url + snapshotFilePath(snapshotId, name), {
      headers: { 'x-api-key': secret },
    });
    if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  };
}
