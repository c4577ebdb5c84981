import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

// Our own type scale: without this `text-read` would be taken for a colour and drop `text-muted`.
const merge = extendTailwindMerge({
  extend: { theme: { text: ['xs', 'sm', 'base', 'read', 'lg', 'xl'] } },
});

export function cn(...values: ClassValue[]): string {
  return merge(clsx(values));
}
