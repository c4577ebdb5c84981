'use client';

import { ApiError, saveDraft } from '@preferably/contracts';
import { useEffect, useRef } from 'react';
import { api } from '../../lib/api.ts';
import { emptyDraft, type Work } from './label-session.ts';
import type { LocalStore } from './local-store.ts';

/** Nothing is sent while somebody still types. */
const pauseMs = 1500;

/**
 * Keeps the draft of the comparison on the screen: in the browser's store on every change, with the service once there
 * was a pause, and at the last moment when the page goes away. What does not reach the service is still in the browser.
 */
export function useDrafts(store: LocalStore | null, work: Work | null, clockAhead: number) {
  const unsent = useRef<(() => void) | null>(null);
  const assignmentId = work?.assignment.id;
  const draft = work?.draft;

  useEffect(() => {
    if (!store || !assignmentId || !draft || draft === emptyDraft) return;
    const savedAt = Date.now() + clockAhead;
    void store.keepDraft({ assignmentId, draft, savedAt });
    const send = () => {
      unsent.current = null;
      const body = { body: draft, savedAt: new Date(savedAt).toISOString() };
      api(saveDraft, { params: { assignmentId }, body, keepalive: true }).catch((error: unknown) => {
        // The hand says when a claim is lost and the outbox when a session is: a draft has nothing to add.
        if (!(error instanceof ApiError)) throw error;
      });
    };
    unsent.current = send;
    const timer = setTimeout(send, pauseMs);
    return () => {
      clearTimeout(timer);
      unsent.current = null;
    };
  }, [store, assignmentId, draft, clockAhead]);

  useEffect(() => {
    const leaving = () => unsent.current?.();
    addEventListener('pagehide', leaving);
    return () => removeEventListener('pagehide', leaving);
  }, []);
}
