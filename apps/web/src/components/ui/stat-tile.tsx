import type { ReactNode } from 'react';

/** One number with its name, and what it means in small print. */
export function StatTile(props: { label: ReactNode; value: ReactNode; help?: ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5 rounded-lg border border-line bg-surface px-4 py-3">
      <dt className="text-sm text-muted">{props.label}</dt>
      <dd>
        <span className="block text-xl font-semibold tabular-nums">{props.value}</span>
        {props.help ? <span className="block text-xs text-muted">{props.help}</span> : null}
      </dd>
    </div>
  );
}
