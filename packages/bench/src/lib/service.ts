import { fileURLToPath } from 'node:url';
import {
  type Client,
  createBatch,
  createClient,
  createGuidelineSet,
  createGuidelineVersion,
  createProject,
  importComparisons,
  publishGuidelineVersion,
  updateBatch,
} from '@preferably/contracts';
import { Cookies } from './cookies.ts';
import type { Resources } from './resources.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { comparisonLines, prose, randomFrom } from './texts.ts';

const admin = { email: 'admin@bench.test', password: 'a long password of the bench' };

/** The address that pages would have; the port is not part of what is checked, as the servers choose their own. */
export const ORIGIN = 'http://localhost';

export interface Service {
  server: ServerProcess;
  /** Calls endpoints as the admin. */
  call: Client;
  /** The admin's cookies, for what is no JSON endpoint. */
  cookie: () => string;
}

/** For a browser: the port that it asks, and the pages behind it. */
export interface Front {
  port: number;
  webUrl: string;
}

/** Starts the API as it is shipped, in a process of its own, and signs its admin in. */
export async function startService(
  resources: Resources,
  options: { databaseUrl: string; files: string; profile?: string | undefined; front?: Front },
): Promise<Service> {
  const server = await startServer(resources, {
    module: fileURLToPath(import.meta.resolve('@preferably/api').replace(/index\.ts$/u, 'server.ts')),
    profile: options.profile,
    env: {
      DATABASE_URL: options.databaseUrl,
      STORAGE_DIR: options.files,
      PORT: String(options.front?.port ?? 0),
      PUBLIC_URL: ORIGIN,
      ...(options.front && { PUBLIC_URL: `${ORIGIN}:${options.front.port}`, WEB_URL: options.front.webUrl }),
      AUTH_SECRET: 'only the bench signs with this secret',
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
    },
  });
  const origin = options.front ? `${ORIGIN}:${options.front.port}` : ORIGIN;
  const cookies = await signIn(server.address, admin.email, admin.password, origin);
  const call = createClient({
    baseUrl: server.address.origin,
    headers: () => ({ cookie: cookies.header(), origin }),
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      for (const line of response.headers.getSetCookie()) cookies.set(line);
      return response;
    },
  });
  return { server, call, cookie: () => cookies.header() };
}

/** Signs in as the sign-in page does and keeps what a browser would keep. */
export async function signIn(
  address: URL,
  email: string,
  password: string,
  origin = ORIGIN,
): Promise<Cookies> {
  const response = await fetch(new URL('/api/auth/sign-in/email', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`signing in failed: ${response.status} ${await response.text()}`);
  const cookies = new Cookies();
  for (const line of response.headers.getSetCookie()) cookies.set(line);
  return cookies;
}

/** A project with an open batch of generated comparisons; judged ones come with a recorded preference each. */
export async function makeProject(
  call: Client,
  count: number,
  judged: boolean,
  settings: { name?: string; lookAhead?: number } = {},
): Promise<string> {
  const { name = judged ? 'Bench export' : 'Bench labeling', ...rest } = settings;
  const set = await call(createGuidelineSet, { body: { name, dimension: 'helpfulness' } });
  const version = await call(createGuidelineVersion, {
    params: { setId: set.id },
    body: { texts: { en: prose(randomFrom(1), 2000) } },
  });
  await call(publishGuidelineVersion, { params: { versionId: version.id } });
  const { id: projectId } = await call(createProject, {
    body: {
      name,
      slug: name.toLowerCase().replaceAll(' ', '-'),
      dimension: 'helpfulness',
      guidelineSetId: set.id,
      ...rest,
    },
  });
  const { id: batchId } = await call(createBatch, { params: { projectId }, body: { name: 'Week 1' } });
  const answer = await call(importComparisons, {
    params: { projectId, batchId },
    query: { name: 'generated', judged: judged ? 'true' : 'false' },
    lines: ReadableStream.from(comparisonLines(count, judged)).pipeThrough(new TextEncoderStream()),
  });
  if (answer.import.added !== count) {
    throw new Error(`${answer.import.added} of ${count} comparisons came in: ${answer.errors[0]?.reason}`);
  }
  await call(updateBatch, { params: { projectId, batchId }, body: { state: 'open' } });
  return projectId;
}
