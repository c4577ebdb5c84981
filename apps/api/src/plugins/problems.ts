import type { Problem } from '@preferably/contracts';
import { asDomainError } from '@preferably/db';
import { DomainError, type ErrorCode } from '@preferably/domain';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

/** Every domain code, once. A new code without a status does not compile. */
export const statusOf = {
  invalid_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  name_taken: 409,
  assignment_not_yours: 404,
  assignment_closed: 409,
  vote_not_wanted: 409,
  batch_closed: 409,
  batch_has_no_guidelines: 409,
  safety_labels_missing: 422,
  safety_labels_not_asked: 422,
  prefers_unsafe: 422,
  comment_missing: 422,
  not_asked: 422,
  guideline_published: 409,
  guidelines_unread: 409,
  daily_cap_reached: 409,
  qualification_needed: 409,
  qualification_unavailable: 409,
  snapshot_empty: 422,
  snapshot_not_ready: 409,
  mix_without_share: 422,
  share_without_mix: 422,
  run_not_yours: 409,
  run_finished: 409,
  run_files_missing: 409,
  model_promoted: 409,
  scoring_under_way: 409,
  nothing_to_score: 409,
  scoring_finished: 409,
  scoring_not_yours: 409,
  batch_not_draft: 409,
  nothing_to_fill: 409,
  model_archived: 409,
  models_not_comparable: 409,
  sha256_mismatch: 422,
  storage_full: 507,
  payload_too_large: 413,
  rate_limited: 429,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;

export function problem(code: ErrorCode, detail?: string, issues?: Problem['issues']): Problem {
  return {
    type: `urn:preferably:problem:${code.replaceAll('_', '-')}`,
    title: code.replaceAll('_', ' '),
    status: statusOf[code],
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(issues === undefined ? {} : { issues }),
  };
}

/** What Fastify itself refuses before a route is reached. */
const fastifyCodes: Record<number, ErrorCode> = {
  400: 'invalid_request',
  404: 'not_found',
  413: 'payload_too_large',
  415: 'invalid_request',
  429: 'rate_limited',
};

function problemOf(error: unknown): Problem {
  const known = asDomainError(error);
  if (known instanceof DomainError) return problem(known.code, known.message);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map((v) => ({
      path: v.instancePath || '/',
      message: v.message ?? 'is not valid',
    }));
    return problem('invalid_request', 'the request does not have the expected form', issues);
  }
  const { statusCode, message } = error as FastifyError;
  const code = statusCode === undefined ? undefined : fastifyCodes[statusCode];
  return code
    ? problem(code, message)
    : problem('internal', 'something went wrong on our side; try again later');
}

/** Answers a failure, one of a route's or one that Fastify meets before it has found any. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const answer = problemOf(error);
  if (answer.status >= 500) request.log.error({ err: error }, 'request failed');
  void reply.code(answer.status).type('application/problem+json').send(JSON.stringify(answer));
}

/** problem+json (RFC 9457) for every failure. A 5xx says nothing of its insides; the log has them. */
export function registerProblems(app: FastifyInstance) {
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .type('application/problem+json')
      .send(
        JSON.stringify(
          problem('not_found', `there is nothing at ${request.method} ${request.url.split('?')[0]}`),
        ),
      ),
  );
}
