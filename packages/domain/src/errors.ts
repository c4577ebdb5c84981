/**
 * The closed set of ways a well-formed request can fail. The API maps each to a status and problem+json in one
 * exhaustive table; the web app maps each to words in the reader's language.
 */
export const errorCodes = [
  'invalid_request',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'name_taken',
  'assignment_not_yours',
  'assignment_closed',
  'vote_not_wanted',
  'batch_closed',
  'batch_has_no_guidelines',
  'safety_labels_missing',
  'safety_labels_not_asked',
  'prefers_unsafe',
  'comment_missing',
  'not_asked',
  'guideline_published',
  'guidelines_unread',
  'daily_cap_reached',
  'qualification_needed',
  'qualification_unavailable',
  'snapshot_empty',
  'snapshot_not_ready',
  'mix_without_share',
  'share_without_mix',
  'run_not_yours',
  'run_finished',
  'run_files_missing',
  'model_promoted',
  'scoring_under_way',
  'nothing_to_score',
  'scoring_finished',
  'scoring_not_yours',
  'batch_not_draft',
  'nothing_to_fill',
  'model_archived',
  'models_not_comparable',
  'sha256_mismatch',
  'storage_full',
  'payload_too_large',
  'rate_limited',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export class DomainError extends Error {
  readonly code: ErrorCode;
  /** A sentence for the caller: what is wrong and what to do. Never holds a secret or an annotator's text. */
  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
  }
}
