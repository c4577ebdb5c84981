'use client';

import { ApiError, type Problem } from '@preferably/contracts';
import type { ErrorCode } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type en from '../messages/en/problem.json';

type ProblemKey = keyof typeof en;

/** Every code of the domain has words; a new code does not compile until it has them. */
export const problemKeys = {
  invalid_request: 'invalid_request',
  unauthenticated: 'unauthenticated',
  forbidden: 'forbidden',
  not_found: 'not_found',
  conflict: 'conflict',
  name_taken: 'name_taken',
  assignment_not_yours: 'assignment_not_yours',
  assignment_closed: 'assignment_closed',
  vote_not_wanted: 'vote_not_wanted',
  batch_closed: 'batch_closed',
  batch_has_no_guidelines: 'batch_has_no_guidelines',
  safety_labels_missing: 'safety_labels_missing',
  safety_labels_not_asked: 'safety_labels_not_asked',
  prefers_unsafe: 'prefers_unsafe',
  comment_missing: 'comment_missing',
  not_asked: 'not_asked',
  guideline_published: 'guideline_published',
  guidelines_unread: 'guidelines_unread',
  daily_cap_reached: 'daily_cap_reached',
  qualification_needed: 'qualification_needed',
  qualification_unavailable: 'qualification_unavailable',
  snapshot_empty: 'snapshot_empty',
  snapshot_not_ready: 'snapshot_not_ready',
  mix_without_share: 'mix_without_share',
  share_without_mix: 'share_without_mix',
  run_not_yours: 'run_not_yours',
  run_finished: 'run_finished',
  run_files_missing: 'run_files_missing',
  model_promoted: 'model_promoted',
  scoring_under_way: 'scoring_under_way',
  nothing_to_score: 'nothing_to_score',
  scoring_finished: 'scoring_finished',
  scoring_not_yours: 'scoring_not_yours',
  batch_not_draft: 'batch_not_draft',
  nothing_to_fill: 'nothing_to_fill',
  model_archived: 'model_archived',
  models_not_comparable: 'models_not_comparable',
  sha256_mismatch: 'sha256_mismatch',
  storage_full: 'storage_full',
  payload_too_large: 'payload_too_large',
  rate_limited: 'rate_limited',
  internal: 'internal',
} as const satisfies Record<ErrorCode, ProblemKey>;

export function problemKeyOf(error: unknown): ProblemKey {
  if (!(error instanceof ApiError)) return 'unexpected';
  if (error.status === 0) return 'offline';
  if (error.problem) return problemKeys[error.problem.code];
  return error.status === 429 ? 'rate_limited' : 'unexpected';
}

/** The fields the server complains about, as it names them. */
export function issuesOf(error: unknown): NonNullable<Problem['issues']> {
  return (error instanceof ApiError && error.problem?.issues) || [];
}

/** What went wrong, in the reader's language: `const words = useWordsForProblem(); words(error)`. */
export function useWordsForProblem(): (error: unknown) => string {
  const t = useTranslations('problem');
  return useCallback((error) => t(problemKeyOf(error)), [t]);
}
