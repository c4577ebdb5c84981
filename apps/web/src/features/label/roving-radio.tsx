'use client';

import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';

export interface Option<Value> {
  value: Value;
  id: string;
  /** What a screen reader says; the visible content may be shorter. */
  spoken: string;
  content: ReactNode;
  className?: string;
}

/**
 * Radios with one Tab stop. Arrows, Home and End move the focus and choose nothing: passing over an answer is not
 * giving it. Space chooses; Enter chooses, or submits when the step under the focus is the chosen one already.
 */
export function RovingRadio<Value extends string | number>(props: {
  label: string;
  describedBy?: string | undefined;
  invalid?: boolean;
  options: readonly Option<Value>[];
  value: Value | null;
  onChoose: (value: Value, by: 'key' | 'pointer') => void;
  onSubmit: () => void;
  className?: string;
}) {
  const { options, value } = props;
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const [focused, setFocused] = useState<number | null>(null);
  const chosen = options.findIndex((option) => option.value === value);
  const stop = focused ?? Math.max(0, chosen);

  function onKeyDown(event: KeyboardEvent, index: number) {
    const { ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || event.nativeEvent.isComposing) return;
    const last = options.length - 1;
    const target = {
      ArrowRight: index === last ? 0 : index + 1,
      ArrowDown: index === last ? 0 : index + 1,
      ArrowLeft: index === 0 ? last : index - 1,
      ArrowUp: index === 0 ? last : index - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      buttons.current[target]?.focus();
      return;
    }
    const option = options[index];
    if (!option || (event.key !== ' ' && event.key !== 'Enter')) return;
    event.preventDefault();
    if (event.repeat) return;
    if (event.key === 'Enter' && option.value === value) props.onSubmit();
    else props.onChoose(option.value, 'key');
  }

  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid || undefined}
      className={props.className}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(null);
      }}
    >
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio group chooses whatever the arrows pass over
        <button
          key={option.value}
          ref={(element) => {
            buttons.current[index] = element;
          }}
          id={option.id}
          type="button"
          role="radio"
          aria-checked={index === chosen}
          aria-label={option.spoken}
          tabIndex={index === stop ? 0 : -1}
          className={option.className}
          onFocus={() => setFocused(index)}
          onKeyDown={(event) => onKeyDown(event, index)}
          onClick={() => props.onChoose(option.value, 'pointer')}
        >
          {option.content}
        </button>
      ))}
    </div>
  );
}
