import {
  acknowledgeGuidelines,
  type Client,
  createClient,
  createUser,
  getGuidelines,
  putMember,
} from '@preferably/contracts';
import pg from 'pg';
import type { Cookies } from '../lib/cookies.ts';
import { ORIGIN, signIn } from '../lib/service.ts';

export interface Annotator {
  userId: string;
  cookies: Cookies;
}

/** The service admits this many sign-ins from one address in ten seconds (apps/api/src/plugins/auth.ts). */
const SIGN_INS = 5;

/** Where people ask, and who lets them in. The origin is the one that browsers would name. */
interface People {
  call: Client;
  address: URL;
  origin?: string;
}

/** Opens accounts, makes them members of the project and signs each in with its password, as people do. */
export async function signInAnnotators(
  people: People & { databaseUrl: string },
  projectId: string,
  count: number,
): Promise<Annotator[]> {
  const client = new pg.Client({ connectionString: people.databaseUrl });
  await client.connect();
  try {
    const annotators: Annotator[] = [];
    while (annotators.length < count) {
      const wanted = Math.min(SIGN_INS, count - annotators.length);
      const group = Array.from({ length: wanted }, (_, i) => annotators.length + i);
      annotators.push(...(await Promise.all(group.map((n) => open(people, projectId, n)))));
      // Everybody comes from this one address here: forgetting the count is what waiting ten seconds would do.
      await client.query('delete from "rateLimit"');
    }
    return annotators;
  } finally {
    await client.end();
  }
}

async function open(people: People, projectId: string, n: number) {
  const { call, address, origin } = people;
  const email = `annotator-${n}@bench.test`;
  const password = `the password of annotator ${n}`;
  const body = { name: `Annotator ${n}`, email, role: 'annotator' as const, password };
  const { user } = await call(createUser, { body });
  await call(putMember, { params: { projectId, userId: user.id }, body: { role: 'annotator' } });
  const cookies = await signIn(address, email, password, origin);
  await acknowledge(people, cookies, projectId);
  return { userId: user.id, cookies };
}

/** Reads the guidelines of the project, as everybody must before the first comparison. */
export async function acknowledge(
  { address, origin = ORIGIN }: Omit<People, 'call'>,
  cookies: Cookies,
  projectId: string,
): Promise<void> {
  const own = createClient({
    baseUrl: address.origin,
    headers: () => ({ cookie: cookies.header(), origin }),
  });
  const params = { projectId };
  const { current } = await own(getGuidelines, { params });
  if (current) await own(acknowledgeGuidelines, { params, body: { versionId: current.versionId } });
}
