'use client';

import { type ReactNode, useId } from 'react';

/** Several controls under one question, with its hint and its error. */
export function ChoiceGroup(props: {
  legend: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <fieldset
      aria-describedby={props.hint ? `${id}-hint` : undefined}
      aria-invalid={props.error ? true : undefined}
      className="flex min-w-0 flex-col gap-1.5"
    >
      <legend className="mb-1 text-sm font-medium">{props.legend}</legend>
      {props.children}
      {props.hint ? (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {props.hint}
        </p>
      ) : null}
      {props.error ? (
        <p role="alert" className="text-sm text-danger">
          {props.error}
        </p>
      ) : null}
    </fieldset>
  );
}
