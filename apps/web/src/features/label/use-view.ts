'use client';

import type { Place } from '@preferably/domain';
import { useCallback, useLayoutEffect, useState } from 'react';
import { promptHeadingId } from './dialog-view.tsx';
import { editId } from './edit-step.tsx';
import { commentId } from './judgement-form.tsx';
import { paneId } from './response-panes.tsx';
import { stepId } from './scale-control.tsx';

function focus(id: string) {
  document.getElementById(id)?.focus({ preventScroll: true });
}

/** What is open, unfolded and focused: everything about the screen that is no part of the judgement. */
export function useView(assignmentId: string | null) {
  const [expanded, setExpanded] = useState(false);
  const [sync, setSync] = useState(false);
  const [diff, setDiff] = useState(false);
  const [looking, setLooking] = useState<Place>('first');
  const [opened, setOpened] = useState<'keys' | 'skip' | 'flag' | null>(null);

  // A new comparison: folded, formatted, A first, and the reading starts at the prompt.
  // Before it is painted: a key that is pressed as soon as it is seen keeps the focus that it asks for.
  useLayoutEffect(() => {
    if (!assignmentId) return;
    setExpanded(false);
    setDiff(false);
    setLooking('first');
    focus(promptHeadingId);
    scrollTo({ top: 0 });
  }, [assignmentId]);

  const look = useCallback((place: Place) => {
    setLooking(place);
    // After the pane that a narrow screen had hidden is there.
    requestAnimationFrame(() => focus(paneId(place)));
  }, []);

  return {
    expanded,
    toggleDialog: () => setExpanded((was) => !was),
    sync,
    setSync,
    diff,
    toggleDiff: () => setDiff((was) => !was),
    looking,
    look,
    opened,
    open: setOpened,
    close: () => setOpened(null),
    focusStep: (step: number) => focus(stepId(step)),
    /** Opens the improved text, or goes to it. */
    startEdit: () => {
      const element = document.getElementById(editId);
      if (element instanceof HTMLButtonElement) element.click();
      else element?.focus();
    },
    focusComment: () => document.getElementById(commentId)?.focus(),
  };
}

export type View = ReturnType<typeof useView>;
