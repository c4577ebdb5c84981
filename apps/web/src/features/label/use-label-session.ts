'use client';

import { getProgress, type OwnAssignment } from '@preferably/contracts';
import type { FlagReason, SkipReason } from '@preferably/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { uuidv7 } from '../../lib/uuid.ts';
import { nextState } from './label-session.ts';
import { initialState, type Work } from './label-state.ts';
import type { Waiting } from './local-store.ts';
import { type ProjectAsks, readinessOf } from './readiness.ts';
import { useActiveTime } from './use-active-time.ts';
import { useDrafts } from './use-drafts.ts';
import { useHand } from './use-hand.ts';
import { useOutbox } from './use-outbox.ts';
import { qualificationKey } from './use-qualification.ts';
import { useSeen } from './use-seen.ts';
import { useTestPlace } from './use-test-place.ts';
import { workAgain } from './work-again.ts';

const day = 86_400_000;

/**
 * The labeling session: the pure state of `label-session.ts`, the hand that feeds it and the outbox that takes what was
 * judged. The screen goes on at once, so that the next key belongs to the next comparison; no network is waited for.
 */
export function useLabelSession(options: {
  userId: string;
  project: { id: string; lookAhead: number; blurred: boolean } & ProjectAsks;
  clockAhead: number;
  /** A comparison of the annotator's own work to judge again, before anything else. */
  opened: OwnAssignment | null;
}) {
  const { userId, project, clockAhead } = options;
  const [state, dispatch] = useReducer(nextState, initialState);
  const queries = useQueryClient();
  const progressKey = ['progress', project.id];
  const progress = useQuery({
    queryKey: progressKey,
    queryFn: ({ signal }) => api(getProgress, { params: { projectId: project.id }, signal }),
  });
  const { work } = state;
  const outbox = useOutbox(userId, () => {
    void queries.invalidateQueries({ queryKey: progressKey });
    void queries.invalidateQueries({ queryKey: qualificationKey(project.id) });
    fill();
  });
  // Judged in this visit; the service may still call them held when it answers.
  const judged = useRef(new Set<string>());
  const fill = useHand({
    projectId: project.id,
    wanted: 1 + project.lookAhead,
    clockAhead,
    store: outbox.store,
    state,
    ended: () =>
      new Set([
        ...judged.current,
        ...[...outbox.waiting, ...outbox.refused].filter((w) => w.kind !== 'flag').map((w) => w.assignmentId),
      ]),
    dispatch,
  });
  // A page that is made anew, in another language for one, does not open it again.
  const [toOpen] = useState(options.opened);
  const storeIsOpen = outbox.store !== null;
  useEffect(() => {
    if (storeIsOpen && toOpen) dispatch({ type: 'opened', work: workAgain(toOpen, Date.now()) });
  }, [storeIsOpen, toOpen]);
  useDrafts(outbox, state.revising ? null : work, clockAhead);
  const activeTime = useActiveTime(work?.assignment.id ?? null);
  const covered = project.blurred && work !== null && !work.revealed;
  const test = useTestPlace(project.id, work?.assignment.qualification === true, outbox);
  const seen = useSeen(covered || state.paused ? null : (work?.assignment.id ?? null));
  const [flagged, setFlagged] = useState<ReadonlySet<string>>(new Set());

  function handIn(entry: Waiting) {
    judged.current.add(entry.assignmentId);
    outbox.put(entry);
    fill();
  }

  function preferenceOf(current: Work): Waiting | null {
    const readiness = readinessOf(current, project);
    if (!readiness.ok) return null;
    const now = Date.now();
    const activeMs = Math.min(activeTime(), day);
    return {
      kind: 'preference',
      again: state.revising,
      projectId: project.id,
      assignmentId: current.assignment.id,
      body: {
        id: uuidv7(now),
        ...readiness.judgement,
        firstChoiceMs:
          current.firstChoiceAt === null ? null : Math.min(current.firstChoiceAt - current.shownAt, day),
        activeMs,
        idleMs: Math.min(Math.max(0, now - current.shownAt - activeMs), day),
        changes: current.changes,
        seen: seen(),
        judgedAt: new Date(now + clockAhead).toISOString(),
      },
    };
  }

  const submit = () => {
    if (!work || state.phase !== 'ready' || state.lease === 'closed' || covered || state.paused) return;
    const entry = preferenceOf(work);
    if (!entry) return dispatch({ type: 'insisted' });
    // From here on a reload leads to the next comparison.
    if (state.opened) history.replaceState(null, '', `/label/${project.id}`);
    dispatch({ type: 'judged', now: Date.now() });
    handIn(entry);
  };

  const skip = (reason: SkipReason) => {
    if (!work || state.phase !== 'ready' || state.revising) return;
    dispatch({ type: 'skipped', now: Date.now() });
    handIn({ kind: 'skip', projectId: project.id, assignmentId: work.assignment.id, reason });
  };

  const flag = (reason: FlagReason, note: string | null) => {
    if (!work) return;
    const assignmentId = work.assignment.id;
    outbox.put({ kind: 'flag', projectId: project.id, assignmentId, reason, note });
    setFlagged((before) => new Set(before).add(assignmentId));
  };

  /** Goes on without the comparison on the screen, which is no longer this annotator's. */
  const drop = () => {
    if (work) judged.current.add(work.assignment.id);
    dispatch({ type: 'dropped', now: Date.now() });
    fill();
  };

  /** From the test to what comes behind it. */
  const enter = () => {
    dispatch({ type: 'entered', now: Date.now() });
    fill();
  };

  return {
    state,
    dispatch,
    outbox,
    drop,
    progress: progress.data ?? null,
    test,
    fill,
    enter,
    submit,
    skip,
    flag,
    flagged,
    covered,
  };
}

export type LabelSession = ReturnType<typeof useLabelSession>;
