'use client';

import type { Choice } from '@preferably/contracts';
import { inLanguage, type Place } from '@preferably/domain';
import { Check } from 'lucide-react';
import { useLocale } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { z } from 'zod';

export type ChipKind = 'categories' | 'chips';
const chipsId = (kind: ChipKind, place: Place) => `${kind}-${place}`;

/** Puts the focus on the first chip there is: the categories of an unsafe response come first. */
export function focusChips() {
  const first = document.querySelector<HTMLElement>('[data-chips] button[tabindex="0"]');
  first?.focus();
}

/** What can be said of one response, each on or off. One Tab stop; the arrows move and Space says it. */
export function ChipGroup(props: {
  kind: ChipKind;
  place: Place;
  label: string;
  choices: readonly z.infer<typeof Choice>[];
  ticked: readonly string[];
  onTick: (code: string) => void;
}) {
  const { kind, place, choices } = props;
  const locale = useLocale();
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const [stop, setStop] = useState(0);

  function onKeyDown(event: KeyboardEvent, index: number) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = choices.length - 1;
    const target = {
      ArrowRight: index === last ? 0 : index + 1,
      ArrowDown: index === last ? 0 : index + 1,
      ArrowLeft: index === 0 ? last : index - 1,
      ArrowUp: index === 0 ? last : index - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setStop(target);
    buttons.current[target]?.focus();
  }

  return (
    <fieldset id={chipsId(kind, place)} data-chips className="flex min-w-0 flex-wrap items-center gap-1">
      <legend className="float-left mr-1.5 text-sm font-semibold">{props.label}</legend>
      {choices.map((choice, index) => (
        <button
          key={choice.code}
          ref={(element) => {
            buttons.current[index] = element;
          }}
          type="button"
          aria-pressed={props.ticked.includes(choice.code)}
          tabIndex={index === Math.min(stop, choices.length - 1) ? 0 : -1}
          className="group inline-flex min-h-7 items-center gap-1 rounded-full border border-line-strong bg-surface px-2.5 text-sm hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent"
          onFocus={() => setStop(index)}
          onKeyDown={(event) => onKeyDown(event, index)}
          onClick={() => props.onTick(choice.code)}
        >
          <Check aria-hidden className="hidden size-3.5 group-aria-pressed:block" />
          {inLanguage(choice.label, locale)}
        </button>
      ))}
    </fieldset>
  );
}
