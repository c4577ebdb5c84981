import {
  type Client,
  claimNext,
  createUser,
  putMember,
  skipAssignment,
  submitPreference,
} from '@preferably/contracts';
import { CliError } from '../errors.ts';
import { password } from '../instance/secrets.ts';
import { comparisonsBySource, placeOnScreen, readGuidelines } from '../judging.ts';
import { progress } from '../say.ts';
import { type Address, signIn } from '../session.ts';
import { uuidv7 } from '../uuid.ts';
import { type GradedRow, type Work, workByRater } from './graded.ts';

export interface RatingOptions {
  address: Address;
  admin: Client;
  projectId: string;
  batch: number;
  rows: readonly GradedRow[];
  signal: AbortSignal;
}

export interface Tally {
  raters: number;
  submitted: number;
  no_preference: number;
  identical_responses: number;
  repeated: number;
  /** The import refused the comparison: two identical responses are nothing to judge. */
  not_imported: number;
  not_claimed: number;
}

/** Lets every rater of the file judge through an account of their own, at the same time. */
export async function judgeAll(options: RatingOptions): Promise<Tally> {
  const { work, repeated } = workByRater(options.rows);
  const tally: Tally = {
    raters: work.size,
    submitted: 0,
    no_preference: 0,
    identical_responses: 0,
    repeated,
    not_imported: 0,
    not_claimed: 0,
  };
  const listed = await comparisonsBySource(options.admin, options.projectId, options.batch);
  const total = [...work.values()].reduce((sum, list) => sum + list.length, 0);
  const bar = progress('  judging');
  let done = 0;
  // Longest list first: the service lets few people sign in at a time, and whoever is in can begin.
  const queue = [...work].sort(([, one], [, other]) => other.length - one.length);
  let door: Promise<unknown> = Promise.resolve();
  const rate = async ([rater, list]: [string, Work[]]) => {
    const entered = door.then(() => openAndSignIn(options, rater));
    door = entered.catch(() => {});
    const client = await entered;
    for (const { row, action } of list) {
      options.signal.throwIfAborted();
      const comparisonId = listed.get(row.id)?.id;
      tally[
        comparisonId ? await judge(client, options.projectId, comparisonId, { row, action }) : 'not_imported'
      ] += 1;
      bar.update(++done, total, `${done} of ${total} by ${work.size} raters`);
    }
  };
  await Promise.all(queue.map(rate));
  bar.end();
  return tally;
}

async function openAndSignIn(
  { address, admin, projectId, signal }: RatingOptions,
  rater: string,
): Promise<Client> {
  const [email, secret] = [`${rater}@demo.preferably.local`, password()];
  const { user } = await admin(createUser, {
    body: { name: rater, email, role: 'annotator', password: secret },
  });
  await admin(putMember, { params: { projectId, userId: user.id }, body: { role: 'annotator' } });
  const session = await signIn(address, email, secret, signal);
  if (!session) throw new CliError(`the account of ${rater} could not sign in`);
  await readGuidelines(session.client, projectId);
  return session.client;
}

async function judge(
  client: Client,
  projectId: string,
  comparisonId: string,
  { row, action }: Work,
): Promise<'submitted' | 'no_preference' | 'identical_responses' | 'not_claimed'> {
  const { assignment } = await client(claimNext, { params: { projectId }, body: { comparisonId } });
  if (!assignment) return 'not_claimed';
  const params = { assignmentId: assignment.id };
  if (action.kind === 'skip') {
    await client(skipAssignment, { params, body: { reason: action.reason } });
    return action.reason;
  }
  const place = placeOnScreen(assignment.responses, { a: row.response_a, b: row.response_b }, action.side);
  await client(submitPreference, { params, body: { id: uuidv7(), place, strength: action.strength } });
  return 'submitted';
}
