'use client';

import { saveDraft } from '@preferably/contracts';
import { useEffect, useRef } from 'react';
import { api } from '../../lib/api.ts';
import { emptyDraft, type Work } from './label-state.ts';
import type { Outbox } from './use-outbox.ts';

/** Nothing is sent while somebody still types. */
const pauseMs = 1500;

/**
 * Keeps the draft of the comparison on the screen: in the browser's store on every change, with the service once there
 * was a pause, and at the last moment when the page goes away. What does not reach the service is still in the browser.
 */
export function useDrafts(outbox: Outbox, work: Work | null, clockAhead: number) {
  const { store, reportBroken } = outbox;
  const unsent = useRef<(() => void) | null>(null);
  const assignmentId = work?.assignment.id;
  const draft = work?.draft;

  useEffect(() => {
    if (!store || !assignmentId || !draft || draft === emptyDraft) return;
    const savedAt = Date.now() + clockAhead;
    store.keepDraft({ assignmentId, draft, savedAt }).catch(reportBroken);
    const send = () => {
      unsent.current = null;
      const body = { body: draft, savedAt: new Date(savedAt).toISOString() };
      // The draft is safe in the browser, and whatever is wrong (no network, no session, no claim) the outbox and the
      // hand meet and say at the same time: a failed copy has nothing to add.
      api(saveDraft, { params: { assignmentId }, body, keepalive: true }).catch(() => {});
    };
    unsent.current = send;
    const timer = setTimeout(send, pauseMs);
    return () => {
      clearTimeout(timer);
      unsent.current = null;
    };
  }, [store, reportBroken, assignmentId, draft, clockAhead]);

  useEffect(() => {
    const leaving = () => unsent.current?.();
    addEventListener('pagehide', leaving);
    return () => removeEventListener('pagehide', leaving);
  }, []);
}
