'use client';

import { useEffect, useEffectEvent } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Kbd } from '../../components/ui/kbd.tsx';
import { whereOf } from '../../lib/keys.ts';

/** Reasons to choose from with one digit or one press. A digit that is typed into a text field stays there. */
export function ReasonList<Reason extends string>(props: {
  reasons: readonly Reason[];
  words: (reason: Reason) => string;
  onChoose: (reason: Reason) => void;
}) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
    const pressed = props.reasons[Number(event.key) - 1];
    if (!pressed || whereOf(event.target) === 'text') return;
    event.preventDefault();
    props.onChoose(pressed);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, []);

  return (
    <ol className="flex flex-col gap-1">
      {props.reasons.map((each, index) => (
        <li key={each}>
          <Button variant="ghost" className="w-full justify-start" onClick={() => props.onChoose(each)}>
            <Kbd>{index + 1}</Kbd>
            {props.words(each)}
          </Button>
        </li>
      ))}
    </ol>
  );
}
