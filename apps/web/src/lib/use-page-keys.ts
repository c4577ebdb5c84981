'use client';

import { useEffect, useEffectEvent } from 'react';
import { type Press, type Where, whereOf } from './keys.ts';

/**
 * Listens on the whole page, but not while a dialog or a menu is open: the keys are theirs then. Esc leaves a text
 * field.
 *
 * @param answer what a press does, or null where it is none of ours and stays the browser's
 */
export function usePageKeys(answer: (press: Press, where: Where) => (() => void) | null) {
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
    const act = answer(press, where);
    if (!act) return;
    event.preventDefault();
    act();
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, []);
}
