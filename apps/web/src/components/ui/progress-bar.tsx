import { cn } from '../../lib/cn.ts';

export function ProgressBar(props: { value: number; max: number; label: string; className?: string }) {
  const share = props.max > 0 ? Math.min(1, Math.max(0, props.value / props.max)) : 0;
  return (
    <div
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.max}
      aria-valuenow={props.value}
      className={cn('h-1.5 w-full overflow-hidden rounded-full bg-sunken', props.className)}
    >
      <div className="h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
    </div>
  );
}
