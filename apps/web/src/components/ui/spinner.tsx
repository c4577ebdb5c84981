import { LoaderCircle } from 'lucide-react';
import { cn } from '../../lib/cn.ts';

/** Decoration only: say in words beside it what is being waited for. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cn('size-4 animate-spin', className)} />;
}
