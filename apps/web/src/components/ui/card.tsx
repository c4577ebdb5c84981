import type { ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';

/** A panel. With a title it is a section with an h2. */
export function Card(props: {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** Without inner padding, for tables that reach the border. */
  flush?: boolean;
  className?: string;
  children?: ReactNode;
}) {
  const Tag = props.title ? 'section' : 'div';
  return (
    <Tag className={cn('rounded-lg border border-line bg-surface', props.className)}>
      {props.title || props.actions ? (
        <div className="flex flex-wrap items-start justify-between gap-2 border-b border-line px-4 py-2.5">
          <div>
            <h2 className="font-semibold">{props.title}</h2>
            {props.description ? <p className="text-sm text-muted">{props.description}</p> : null}
          </div>
          {props.actions ? <div className="flex flex-wrap gap-2">{props.actions}</div> : null}
        </div>
      ) : null}
      <div className={props.flush ? undefined : 'px-4 py-3'}>{props.children}</div>
    </Tag>
  );
}
