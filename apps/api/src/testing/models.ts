import { createHash } from 'node:crypto';
import {
  type Client,
  claimRun,
  finishRun,
  type LearningCurve,
  type Report,
  runFilePath,
  SHA256_HEADER,
  startRun,
} from '@preferably/contracts';
import type { Dimension } from '@preferably/domain';
import { ADMIN, cookiesOf, type Service } from './service.ts';

export const sha256Of = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** The least that opens as a model, in name only. */
export const modelFiles = {
  'report.json': '{}\n',
  'model/config.json': '{"architectures": ["LlamaForSequenceClassification"]}\n',
  'model/model.safetensors': 'weights, for once in words',
};

interface SentFile {
  runId: string;
  name: string;
  content: string | Buffer;
  worker?: string;
  attempt?: number;
  sha256?: string;
}

/** Hands in a file as a worker does. */
export function putFile(url: string, key: string | Record<string, string>, file: SentFile) {
  const { runId, name, content, worker = 'w1', attempt = 1, sha256 = sha256Of(content) } = file;
  const who = typeof key === 'string' ? { 'x-api-key': key } : key;
  return fetch(url + runFilePath(runId, name, { worker, attempt }), {
    method: 'PUT',
    headers: { ...who, [SHA256_HEADER]: sha256, 'content-type': 'application/octet-stream' },
    body: content as NonNullable<RequestInit['body']>,
  });
}

const measured = { pairs: 6, accuracy: 0.5, ci95: [0.2, 0.8] as [number, number] };

export function reportOf(dimension: Dimension, accuracy = 0.5): Report {
  const own = { ...measured, accuracy };
  return {
    schema: 1,
    base_model: '/models/tiny',
    parameters: 10,
    trained_parameters: 10,
    device: 'cpu',
    dtype: 'float32',
    seconds: 1,
    train: { dimension, pairs: 14, dropped: {}, truncated: 0, tokens: 100, steps: 1, final_loss: 0.7 },
    evaluations: [
      {
        dimension,
        ...own,
        by_strength: [{ strength: 'unknown', ...own }],
        baseline: { name: 'bag_of_words', ...measured },
        length_baseline: { name: 'shorter', ...measured },
      },
    ],
    curve: [],
    recipe: {},
  };
}

/** A curve of two shares, measured in name only. */
export function curveOf(dimension: Dimension, gain = 0.02): LearningCurve {
  const ci95: [number, number] = [gain - 0.005, gain + 0.005];
  const point = (share: string, pairs: number, accuracy: number) => ({
    ...{ share, pairs, accuracy, ci95: measured.ci95, ci95_clustered: null, by_strength: [] },
    folder: `share-${share.replace('/', '-of-')}`,
  });
  return {
    ...{ dimension, test_pairs: 6, test_dialogs: 6, slope_per_doubling: gain, slope_ci95: ci95 },
    points: [point('1/2', 7, 0.5), point('1', 14, 0.5 + gain)],
    next_thousand: { pairs: 1000, expected_gain: gain, ci95, sentence: 'It is worth something.' },
  };
}

interface Success {
  worker?: string;
  codeword?: string;
  accuracy?: number;
  files?: Record<string, string>;
  curve?: LearningCurve;
}

/** Does the one queued run as an admin's worker would: claims it, hands in its files and ends it. */
export async function succeed(
  service: Pick<Service, 'url' | 'admin'>,
  runId: string,
  { worker = 'w1', codeword = '', accuracy = 0.5, files = {}, curve }: Success = {},
): Promise<void> {
  const { admin, url } = service;
  const { order } = await admin(claimRun, { body: { worker } });
  if (order?.runId !== runId) throw new Error('another run was queued');
  const who = { cookie: await cookiesOf(url, ADMIN.email, ADMIN.password), origin: url };
  for (const [name, content] of Object.entries({ ...modelFiles, 'report.md': codeword, ...files })) {
    const answer = await putFile(url, who, { runId, name, content, worker, attempt: order.attempt });
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
  }
  const body = { worker, attempt: order.attempt, outcome: 'succeeded' as const };
  await admin(finishRun, {
    params: { runId },
    body: { ...body, report: reportOf(order.dimension, accuracy), ...(curve ? { curve } : {}) },
  });
}

/** A model, fitted in name only. */
export async function makeModel(
  service: Pick<Service, 'url' | 'admin'>,
  of: { projectId: string; snapshotId: string; name: string },
  success: Success = {},
): Promise<string> {
  const body = { name: of.name, trainSnapshotId: of.snapshotId, baseModel: '/models/tiny' };
  const start: Client = service.admin;
  const { id } = await start(startRun, { params: { projectId: of.projectId }, body });
  await succeed(service, id, success);
  return id;
}
