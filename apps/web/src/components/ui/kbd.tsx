import type { ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';

/** A key as it is printed on the keyboard. Decoration: the control beside it has its own words. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      aria-hidden
      className={cn(
        // A touch screen has no keys to name.
        'pointer-coarse:hidden inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line-strong bg-surface px-1 font-mono text-xs leading-none text-muted',
        className,
      )}
    >
      {children}
    </kbd>
  );
}
