import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';

const tones = {
  error: { icon: CircleAlert, look: 'border-danger bg-danger-soft text-danger' },
  warn: { icon: TriangleAlert, look: 'border-warn bg-warn-soft text-warn' },
  info: { icon: Info, look: 'border-accent bg-accent-soft text-accent' },
  ok: { icon: CircleCheck, look: 'border-ok bg-ok-soft text-ok' },
};

/** Something the reader should know now. Errors interrupt a screen reader, the others wait for a pause. */
export function Notice(props: {
  tone?: keyof typeof tones;
  title?: ReactNode;
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  const { icon: Icon, look } = tones[props.tone ?? 'info'];
  return (
    <div
      role={props.tone === 'error' ? 'alert' : 'status'}
      className={cn('flex items-start gap-2 rounded-md border-l-3 px-3 py-2', look, props.className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="grow">
        {props.title ? <p className="font-semibold">{props.title}</p> : null}
        {props.children ? <div className="text-ink">{props.children}</div> : null}
      </div>
      {props.action ? <div className="flex shrink-0 gap-2">{props.action}</div> : null}
    </div>
  );
}
