'use client';

import type { ComponentProps } from 'react';
import { cn } from '../../lib/cn.ts';
import { useField } from './field.tsx';

export const controlLook =
  'w-full rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink placeholder:text-muted disabled:opacity-60 aria-invalid:border-danger';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...useField()} className={cn(controlLook, 'h-8', className)} {...rest} />;
}
