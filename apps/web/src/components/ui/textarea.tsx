'use client';

import type { ComponentProps } from 'react';
import { cn } from '../../lib/cn.ts';
import { useField } from './field.tsx';
import { controlLook } from './input.tsx';

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...useField()} rows={3} className={cn(controlLook, 'py-1.5', className)} {...rest} />;
}
