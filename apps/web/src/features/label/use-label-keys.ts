'use client';

import type { Dimension } from '@preferably/domain';
import { useEffect, useEffectEvent } from 'react';
import { type Command, commandOf, whereOf } from './key-map.ts';

/** Listens on the whole page, but not while a dialog or a menu is open: the keys are theirs then. */
export function useLabelKeys(dimension: Dimension, run: (command: Command) => void) {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('[role="dialog"], [role="menu"]')) return;
    const { target } = event;
    const where = whereOf(target);
    if (where === 'text' && event.key === 'Escape' && !event.isComposing && target instanceof HTMLElement) {
      target.blur();
      return;
    }
    const altGraph = event.getModifierState('AltGraph');
    const { key, code, ctrlKey, metaKey, altKey, isComposing, repeat } = event;
    const press = { key, code, ctrlKey, metaKey, altKey: altKey && !altGraph, isComposing, repeat };
    const command = commandOf(press, where, dimension);
    if (!command) return;
    event.preventDefault();
    run(command);
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, []);
}
