'use client';

import { ApiError, claimNext, getProgress, skipAssignment, submitPreference } from '@preferably/contracts';
import type { SkipReason } from '@preferably/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { api } from '../../lib/api.ts';
import { uuidv7 } from '../../lib/uuid.ts';
import { dropDraft, keepDraft, keptDraft } from './draft-store.ts';
import { initialState, nextState, readinessOf } from './label-session.ts';
import { useActiveTime } from './use-active-time.ts';
import { useLease } from './use-lease.ts';

/** The labeling session: the pure state of `label-session.ts`, and the calls that move it. */
export function useLabelSession(projectId: string, clockAhead: number) {
  const [state, dispatch] = useReducer(nextState, initialState);
  const queries = useQueryClient();
  const progressKey = ['progress', projectId];
  const progress = useQuery({
    queryKey: progressKey,
    queryFn: ({ signal }) => api(getProgress, { params: { projectId }, signal }),
  });
  const { work } = state;
  // One call at a time: a second press in the same frame still sees the old state.
  const busy = useRef(false);
  const activeTime = useActiveTime(work?.assignment.id ?? null);
  useLease(
    state.revising ? (state.aside?.assignment ?? null) : (work?.assignment ?? null),
    clockAhead,
    (lease) => dispatch({ type: 'lease', lease }),
  );

  const claim = useCallback(async () => {
    dispatch({ type: 'claiming' });
    try {
      const { assignment } = await api(claimNext, { params: { projectId }, body: {} });
      const draft = assignment && keptDraft(assignment.id);
      dispatch({ type: 'claimed', assignment, now: Date.now(), draft });
    } catch (error) {
      dispatch({ type: 'failed', during: 'claim', error });
    }
  }, [projectId]);

  useEffect(() => void claim(), [claim]);

  useEffect(() => {
    if (work && !state.revising) keepDraft(work.assignment.id, work.draft);
  }, [work, state.revising]);

  const once = async (during: 'send' | 'skip', run: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    try {
      await run();
    } catch (error) {
      dispatch({ type: 'failed', during, error });
      const code = error instanceof ApiError ? error.problem?.code : undefined;
      if (code === 'assignment_not_yours' || code === 'assignment_closed')
        dispatch({ type: 'lease', lease: 'lost' });
    } finally {
      busy.current = false;
    }
  };

  const submit = () =>
    once('send', async () => {
      if (!work || state.phase !== 'ready') return;
      const readiness = readinessOf(work);
      if (!readiness.ok) return dispatch({ type: 'insisted' });
      const id = work.sentId ?? uuidv7();
      dispatch({ type: 'sending', id });
      await api(submitPreference, {
        params: { assignmentId: work.assignment.id },
        body: {
          id,
          ...readiness.judgement,
          comment: work.draft.comment.trim() || null,
          firstChoiceMs:
            work.firstChoiceAt === null ? null : Math.min(work.firstChoiceAt - work.shownAt, 86_400_000),
          activeMs: Math.min(activeTime(), 86_400_000),
          changes: work.changes,
        },
      });
      if (!state.revising) dropDraft();
      dispatch({ type: 'saved', now: Date.now() });
      void queries.invalidateQueries({ queryKey: progressKey });
      if (!state.aside) await claim();
    });

  const skip = (reason: SkipReason) =>
    once('skip', async () => {
      if (!work || state.phase !== 'ready' || state.revising) return;
      dispatch({ type: 'skipping' });
      await api(skipAssignment, { params: { assignmentId: work.assignment.id }, body: { reason } });
      dropDraft();
      dispatch({ type: 'skipped' });
      await claim();
    });

  return { state, dispatch, progress: progress.data ?? null, claim, submit, skip };
}

export type LabelSession = ReturnType<typeof useLabelSession>;
