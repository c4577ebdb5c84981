'use client';

import { useState } from 'react';
import { useWide } from './use-screen.ts';

/** Whether the guidelines are open beside the responses, or over them where there is no room. */
export function useGuidelines() {
  const wide = useWide();
  const [isOpen, setOpen] = useState(false);
  return { wide, isOpen, close: () => setOpen(false), toggle: () => setOpen((was) => !was) };
}

export type GuidelinesView = ReturnType<typeof useGuidelines>;
