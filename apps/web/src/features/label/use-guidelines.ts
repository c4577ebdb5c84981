'use client';

import { useEffect, useState } from 'react';
import { useWide } from './use-screen.ts';

const key = 'preferably.guidelines-seen';

function seenVersion(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Whether the guidelines are open. A version that was not seen before opens by itself where there is room. */
export function useGuidelines(versionId: string | null) {
  const wide = useWide();
  const [isOpen, setOpen] = useState(false);
  const [isNew, setNew] = useState(false);

  useEffect(() => {
    if (!versionId) return;
    const unseen = seenVersion() !== versionId;
    setNew(unseen);
    if (unseen && wide) setOpen(true);
  }, [versionId, wide]);

  function close() {
    setOpen(false);
    setNew(false);
    try {
      if (versionId) localStorage.setItem(key, versionId);
    } catch {
      // Without storage the guidelines open again next time.
    }
  }

  return { wide, isOpen, isNew, close, toggle: () => (isOpen ? close() : setOpen(true)) };
}

export type GuidelinesView = ReturnType<typeof useGuidelines>;
