import { DomainError, type ErrorCode } from '@preferably/domain';

/** What the database refused, in the words of the domain. The names are those of the migrations and of Prisma. */
export const refusals: Record<string, [ErrorCode, string]> = {
  project_slug_key: ['name_taken', 'there is a project with this slug already; choose another'],
  user_email_key: ['name_taken', 'there is an account with this e-mail address already'],
  snapshot_project_id_name_key: [
    'name_taken',
    'this project has a snapshot of this name already; choose another',
  ],
  batch_project_id_number_key: ['conflict', 'another batch was created at the same moment; try again'],
  guideline_version_guideline_set_id_number_key: [
    'conflict',
    'another version was drafted at the same moment; try again',
  ],
  guideline_version_published_immutable: [
    'guideline_published',
    'a published version never changes; draft the next one instead',
  ],
  guideline_text_published_immutable: [
    'guideline_published',
    'a published version never changes; draft the next one instead',
  ],
  qualification_attempt_project_id_annotator_id_number_key: [
    'conflict',
    'another try of this person began at the same moment; try again',
  ],
  project_guideline_set_id_dimension_fkey: [
    'not_found',
    'the guideline set does not exist, or is for the other dimension',
  ],
  reward_model_one_promoted: [
    'conflict',
    'another model of this project was promoted at the same moment; look at the list and try again',
  ],
  scoring_one_under_way: [
    'scoring_under_way',
    "this model's scores are being made already; wait for them or cancel that scoring",
  ],
  snapshot_parent_id_fkey: ['not_found', 'there is no such snapshot to go on from'],
  webhook_project_id_fkey: ['not_found', 'there is no such project'],
  project_member_user_id_fkey: ['not_found', 'there is no such person'],
};

interface PgFailure {
  constraint?: string;
  code?: string;
}

/** The `pg` error behind what was thrown: its own, or the one that Prisma's adapter wraps. */
function constraintOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const own = (error as PgFailure).constraint;
  if (typeof own === 'string') return own;
  const cause = (error as { meta?: { driverAdapterError?: { cause?: unknown } } }).meta?.driverAdapterError
    ?.cause;
  if (typeof cause !== 'object' || cause === null) return undefined;
  const { constraint, originalMessage } = cause as {
    constraint?: { index?: string; fields?: string[] };
    originalMessage?: string;
  };
  return constraint?.index ?? originalMessage?.match(/constraint "([^"]+)"/u)?.[1];
}

/** Turns a refusal by a named constraint into a domain error; anything else is passed on as it is. */
export function asDomainError(error: unknown): unknown {
  const name = constraintOf(error);
  const known = name === undefined ? undefined : refusals[name];
  return known ? new DomainError(known[0], known[1]) : error;
}

/** Runs a write and lets what the constraints refuse come out as a domain error. */
export async function refusing<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    throw asDomainError(error);
  }
}
