'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useId } from 'react';
import { cn } from '../../lib/cn.ts';

interface FieldIds {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

const FieldContext = createContext<FieldIds | null>(null);

/** The attributes that tie a control to its field's label, hint and error. */
export function useField(): Partial<FieldIds> {
  return useContext(FieldContext) ?? {};
}

/** Label, hint and error around one control (Input, Textarea, Select), tied together for assistive technology. */
export function Field(props: {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  optional?: boolean;
  /** A fixed id of the control, where something else refers to it. */
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  const t = useTranslations('common');
  const ownId = useId();
  const id = props.id ?? ownId;
  const describedBy = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <div className={cn('flex flex-col gap-1', props.className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {props.label}
        {props.optional ? <span className="ml-1 font-normal text-muted">({t('optional')})</span> : null}
      </label>
      <FieldContext
        value={{
          id,
          'aria-describedby': describedBy || undefined,
          'aria-invalid': props.error ? true : undefined,
        }}
      >
        {props.children}
      </FieldContext>
      {props.hint ? (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {props.hint}
        </p>
      ) : null}
      {props.error ? (
        <p id={`${id}-error`} role="alert" className="text-sm text-danger">
          {props.error}
        </p>
      ) : null}
    </div>
  );
}
