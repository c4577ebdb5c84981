import { claimNext, submitPreference } from '@preferably/contracts';
import { newId } from '@preferably/db';
import type { Cookies } from '../lib/cookies.ts';
import { ORIGIN } from '../lib/service.ts';
import type { Annotator } from './annotators.ts';
import { burst, type Connection, type Reply, requestText } from './connection.ts';

/** Seconds and requests of one round, by what was asked. */
export interface Round {
  claims: number;
  claimSeconds: number;
  submitSeconds: number;
}

/** One side of the pair: how a claim is asked for, and how its answer is submitted. */
export interface Target {
  claim(annotator: Annotator): string;
  /** The comparison or assignment that a claim's answer names, or null when it names none. */
  claimed(reply: Reply): string | null;
  submit(annotator: Annotator, claimed: string): string;
}

/**
 * One round: again and again every annotator claims, and when all have, every annotator submits. The two phases are
 * timed apart; between them nothing is undone, for submitting is how a claim ends. An annotator holds one claim at a
 * time, so there are several times as many annotators as connections, who take turns on them.
 */
export async function runRound(
  target: Target,
  connections: readonly Connection[],
  annotators: readonly Annotator[],
  bursts: number,
): Promise<Round> {
  const round = { claims: 0, claimSeconds: 0, submitSeconds: 0 };
  const seen = new Set<string>();
  for (let n = 0; n < bursts; n++) {
    const claims: { annotator: Annotator; reply: Reply }[] = [];
    round.claimSeconds += await burst(connections, annotators, async (connection, annotator) => {
      claims.push({ annotator, reply: await ask(connection, target.claim(annotator), annotator.cookies) });
    });
    const work = claims.map(({ annotator, reply }) => {
      const claimed = target.claimed(reply);
      if (claimed === null || seen.has(claimed)) throw new Error(`no new claim in ${reply.body}`);
      seen.add(claimed);
      return { annotator, claimed };
    });
    round.submitSeconds += await burst(connections, work, async (connection, { annotator, claimed }) => {
      await ask(connection, target.submit(annotator, claimed), annotator.cookies);
    });
    round.claims += work.length;
  }
  return round;
}

export async function ask(connection: Connection, request: string, cookies: Cookies): Promise<Reply> {
  const reply = await connection.send(request);
  if (reply.status !== 200) throw new Error(`answered ${reply.status}: ${reply.body}`);
  cookies.takeFrom(reply.head);
  return reply;
}

const host = 'localhost';

/** The requests of the labeling page, with the cookies and the origin that a browser sends. */
export function service(projectId: string): Target {
  const headers = ({ cookies }: Annotator) => ({ host, origin: ORIGIN, cookie: cookies.header() });
  const claimPath = claimNext.path.replace(':projectId', projectId);
  return {
    claim: (annotator) =>
      requestText({ method: claimNext.method, path: claimPath, headers: headers(annotator), body: {} }),
    claimed: ({ body }) => claimNext.reply.parse(JSON.parse(body)).assignment?.id ?? null,
    submit: (annotator, claimed) =>
      requestText({
        method: submitPreference.method,
        path: submitPreference.path.replace(':assignmentId', claimed),
        headers: headers(annotator),
        body: {
          id: newId(),
          place: 'first',
          strength: 'better',
          firstChoiceMs: 9000,
          activeMs: 21_000,
          changes: 1,
        },
      }),
  };
}

/** The same two requests to the bare routes. */
export const reference: Target = {
  claim: ({ userId }) =>
    requestText({ method: 'POST', path: '/claim', headers: { host }, body: { annotatorId: userId } }),
  claimed: ({ body }) => (JSON.parse(body) as { claimed: { id: string } | null }).claimed?.id ?? null,
  submit: (_, claimed) =>
    requestText({
      method: 'PUT',
      path: '/preference',
      headers: { host },
      body: { id: newId(), comparisonId: claimed, side: 'a', strength: 'better', activeMs: 21_000 },
    }),
};
